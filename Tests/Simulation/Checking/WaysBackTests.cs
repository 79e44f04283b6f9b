using static Muster.Tests.Simulation.Checking.HandMade;

namespace Muster.Tests.Simulation.Checking;

/// <summary>What is checked of handovers is missed when it is broken: the way back, and whom experts are asked of.</summary>
public sealed class WaysBackTests
{
    private const string Taken = "what nobody took goes back to where it came from";
    private const string Left = "what nobody takes goes back";

    private readonly HandMade _handed = HandedOver();

    [Fact]
    public void What_comes_back_in_time_to_who_handed_it_over_breaks_nothing() =>
        Assert.Empty(_handed.Queued(70, "a/1", 10, "not-taken", Sam).Joins(70.1, "a/1", Sam).Closes(80, "a/1", Sam).Broken().Intersect([Taken, Left]));

    [Fact]
    public void What_comes_back_too_soon_is_found() => Assert.Contains(Taken, _handed.Queued(69.9, "a/1", 10, "not-taken", Sam).Broken());

    [Fact]
    public void What_comes_back_for_somebody_else_alone_is_found() => Assert.Contains(Taken, _handed.Queued(70, "a/1", 10, "not-taken", Kim).Broken());

    [Fact]
    public void What_comes_back_to_another_queue_is_found() =>
        Assert.Contains(Taken, _handed.Fact(70, "a/1", "queued", fact => fact with { Queue = "elsewhere", Reason = "not-taken", Ticket = At(10).UtcTicks }).Broken());

    [Fact]
    public void What_comes_back_twice_is_found() =>
        Assert.Contains(Taken, _handed.Queued(70, "a/1", 10, "not-taken").Queued(101, "a/1", 10, "not-taken").Broken());

    [Fact]
    public void What_a_supervisor_handed_over_and_comes_back_is_found() =>
        Assert.Contains(Taken, HandedOver(isBySupervisor: true).Queued(70, "a/1", 10, "not-taken", Sam).Broken());

    [Fact]
    public void What_is_for_one_agent_and_comes_back_before_their_time_is_over_is_found() =>
        Assert.Contains(Taken, HandedOver(onlyFor: Kim).Queued(99.9, "a/1", 10, "not-taken", Sam).Broken());

    [Fact]
    public void A_life_in_danger_that_comes_back_for_one_agent_alone_is_found() => Assert.Contains(
        Taken,
        _handed.Says(50, "a/1", "m1", "we are trapped").Queued(50, "a/1", 10, "life-at-risk").Queued(80, "a/1", 10, "not-taken", Sam).Broken());

    [Fact]
    public void What_never_comes_back_is_found() => Assert.Contains(Left, _handed.Joins(100, "a/1", Kim).Closes(110, "a/1", Kim).Broken());

    [Fact]
    public void What_waits_there_for_ever_is_found() => Assert.Contains(Left, _handed.Broken());

    [Fact]
    public void Experts_who_are_not_asked_for_are_found() => Assert.Contains(
        "experts are asked for from the handover on",
        HandedOver(group: "experts").Broken());

    /// <summary>Sam hands it over at 40, in an agency that waits half a minute.</summary>
    private static HandMade HandedOver(bool isBySupervisor = false, string? onlyFor = null, string? group = null)
    {
        var history = new HandMade().IsThere(0, 600, Sam).Starts(10, "a/1").Joins(10.5, "a/1", Sam)
            .Fact(40, "a/1", "transferred", fact => fact with { StaffId = Sam, Queue = Queue, IsBySupervisor = isBySupervisor, Group = group })
            .Fact(40, "a/1", "note", fact => fact with { StaffId = Sam, Text = "note", IsBySupervisor = isBySupervisor })
            .Queued(40, "a/1", 10, "transferred", onlyFor);
        history.History.TransferReturn = TimeSpan.FromSeconds(30);
        return history;
    }
}
