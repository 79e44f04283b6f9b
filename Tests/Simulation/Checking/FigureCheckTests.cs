using static Muster.Tests.Simulation.Checking.HandMade;

namespace Muster.Tests.Simulation.Checking;

/// <summary>What the checks make of figures, and of the time that agents had.</summary>
public sealed class FigureCheckTests
{
    private readonly HandMade _good = Good();

    [Fact]
    public void Figures_that_add_up_to_what_happened_are_right()
    {
        _good.History.Figures = [Figure(0, 1, 0), Figure(1, 1, 500), Figure(4, 1, 9_500)];

        Assert.Empty(_good.Broken());
    }

    [Theory]
    [InlineData(0, 0)] // lost
    [InlineData(2, 1_000)] // doubled
    [InlineData(1, 501)] // another value
    public void A_figure_that_is_not_what_happened_is_found(int assigned, long milliseconds)
    {
        _good.History.Figures = [Figure(0, 1, 0), Figure(4, 1, 9_500)];
        if (assigned > 0)
            _good.History.Figures.Add(Figure(1, assigned, milliseconds));

        Assert.Equal(["figures are what happened"], _good.Broken());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_late_rating_may_get_lost_where_faults_strike(bool isCalm, bool isBroken)
    {
        _good.Fact(25, "a/1", "rated", fact => fact with { Satisfaction = 4 });
        (_good.History.Figures, _good.History.IsCalm) = ([Figure(0, 1, 0), Figure(1, 1, 500), Figure(4, 1, 9_500)], isCalm);

        Assert.Equal(isBroken, _good.Broken().Contains("figures are what happened"));
    }

    [Theory]
    [InlineData(17, 20, 1_200_000, false)] // two agents, ten minutes
    [InlineData(17, 21, 1_200_000, true)] // one minute twice
    [InlineData(18, 1, 60_001, true)] // more than a minute has
    [InlineData(16, 21, 5_000_000, false)] // how many starts a front adds up
    public void More_time_than_agents_had_is_found(int what, int number, long milliseconds, bool isBroken)
    {
        _good.History.Told = [Figure(what, number, milliseconds), Figure(19, 1, 9_500)];

        Assert.Equal(isBroken, _good.Broken().Contains("each minute of an agent counts once"));
    }

    [Theory]
    [InlineData(120_001, false, true)] // two at once is all that anybody has room for
    [InlineData(120_001, true, false)]
    [InlineData(180_001, true, true)]
    public void Time_that_is_held_on_top_counts_where_a_supervisor_gave_it(long milliseconds, bool isGiven, bool isBroken)
    {
        _good.Starts(30, "a/2").Fact(31, "a/2", "joined", fact => fact with { Queue = Queue, StaffId = Sam, IsBeyondLimit = isGiven }).Closes(40, "a/2", Sam);
        _good.History.Told = [Figure(19, 1, milliseconds)];

        Assert.Equal(isBroken, _good.Broken().Contains("each minute of an agent counts once"));
    }

    [Theory]
    [InlineData(9_500, true, false)] // a/1, from 10.5 to 20
    [InlineData(3_400, true, true)]
    [InlineData(15_600, true, true)]
    [InlineData(3_400, false, false)] // a process that is killed takes with it what it had not told
    public void Time_that_is_not_what_an_agent_held_is_found(long milliseconds, bool isCalm, bool isBroken)
    {
        _good.History.Told = [Figure(19, 1, milliseconds)];
        _good.History.IsCalm = isCalm;

        Assert.Equal(isBroken, _good.Broken().Contains("the time of agents is what they did"));
    }

    private static StoredFigure Figure(int what, int number, long milliseconds)
    {
        var bucket = milliseconds > 5_000 ? 3 : 0;
        return new StoredFigure(Queue, "2026-01-05T08:00", what, number, milliseconds, string.Join(",", Enumerable.Range(0, 18).Select(at => at == bucket ? number : 0)));
    }
}
