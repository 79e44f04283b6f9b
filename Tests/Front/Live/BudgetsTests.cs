using Muster.Tests.Support;
using Muster.WebFront.Abuse;
using Muster.WebFront.Api;

namespace Muster.Tests.Front.Live;

public sealed class BudgetsTests
{
    private readonly HandMovedClock _clock = new(Some.Moment);
    private readonly Budgets _budgets;

    public BudgetsTests()
    {
        var front = new LiveFront();
        _budgets = new Budgets(new KnownAgencies(FakeGrains.Make().Factory, front.Feed, _clock), _clock);
    }

    [Fact]
    public void Whoever_spends_all_of_one_budget_has_the_others_and_takes_nothing_from_anybody_else()
    {
        var wait = SpendAll("a", Allowance.Reads);

        Assert.True(wait > TimeSpan.Zero);
        Assert.Null(_budgets.Spend("a", isStaff: false, Allowance.Writes));
        Assert.Null(_budgets.Spend("b", isStaff: false, Allowance.Reads));
    }

    [Fact]
    public void What_is_refused_comes_back_after_the_wait_that_was_named()
    {
        var wait = SpendAll("a", Allowance.Copies);

        _clock.Advance(wait);

        Assert.Null(_budgets.Spend("a", isStaff: false, Allowance.Copies));
    }

    [Fact]
    public void While_the_agencys_limits_are_unknown_messages_are_let_through_to_the_conversation()
    {
        for (var message = 0; message < 10_000; message++)
            Assert.Null(_budgets.Spend(new ConversationCall(Some.Citizen, Some.Conversation, Some.Conversation), Allowance.Messages));
    }

    [Fact]
    public void A_million_holders_cost_bounded_memory_and_nobody_is_kept_out()
    {
        for (var holder = 0; holder < 1_000_000; holder++)
            Assert.Null(_budgets.Spend(holder.ToString(System.Globalization.CultureInfo.InvariantCulture), isStaff: false, Allowance.Starts));

        Assert.Equal(Budgets.MostRemembered, _budgets.Remembered);
    }

    [Fact]
    public void Budgets_that_are_as_good_as_new_are_forgotten_when_room_is_needed()
    {
        for (var holder = 0; holder < Budgets.MostRemembered; holder++)
            _budgets.Spend($"{holder}", isStaff: false, Allowance.Reads);
        _clock.Advance(TimeSpan.FromMinutes(1));

        SpendAll("late", Allowance.Reads);

        Assert.True(_budgets.Remembered < 10);
        Assert.NotNull(_budgets.Spend("late", isStaff: false, Allowance.Reads));
    }

    /// <returns>How long the first that is refused is told to wait.</returns>
    private TimeSpan SpendAll(string holder, Allowance on)
    {
        for (var time = 0; time < 10_000; time++)
        {
            if (_budgets.Spend(holder, isStaff: false, on) is { } wait)
                return wait;
        }

        throw new InvalidOperationException("There is no limit.");
    }
}
