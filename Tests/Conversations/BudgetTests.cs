using Muster.Conversations;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

public sealed class BudgetTests
{
    private const int Burst = 500;
    private const double PerSecond = 10;

    [Fact]
    public void A_conversation_may_send_its_burst_at_once_and_not_one_more()
    {
        var left = Spent(new Budget(Burst, Some.Moment), Burst);

        Assert.NotNull(left);
        Assert.Null(left.Value.Spend(Burst, PerSecond, Some.Moment));
    }

    [Fact]
    public void A_spent_budget_allows_one_message_each_tenth_of_a_second()
    {
        var empty = Spent(new Budget(Burst, Some.Moment), Burst)!.Value;

        Assert.Null(empty.Spend(Burst, PerSecond, Some.Moment.AddMilliseconds(99)));
        Assert.NotNull(empty.Spend(Burst, PerSecond, Some.Moment.AddMilliseconds(100)));
    }

    [Fact]
    public void A_refused_message_costs_nothing()
    {
        var empty = Spent(new Budget(Burst, Some.Moment), Burst)!.Value;

        for (var tenth = 1; tenth < 100; tenth++)
            empty.Spend(Burst, PerSecond, Some.Moment.AddMilliseconds(tenth));

        Assert.NotNull(empty.Spend(Burst, PerSecond, Some.Moment.AddMilliseconds(100)));
    }

    [Fact]
    public void However_long_the_silence_the_burst_stays_the_burst()
    {
        var rested = Spent(new Budget(Burst, Some.Moment), Burst)!.Value.Spend(Burst, PerSecond, Some.Moment.AddDays(1))!.Value;

        Assert.Null(Spent(rested, Burst, Some.Moment.AddDays(1)));
    }

    [Fact]
    public void A_clock_that_steps_back_gives_nothing_and_takes_nothing()
    {
        var back = new Budget(2, Some.Moment).Spend(Burst, PerSecond, Some.Moment.AddHours(-1));

        Assert.Equal(1, back!.Value.Left);
    }

    [Fact]
    public void No_conversation_ever_sends_more_than_its_burst_and_the_refill() => Property.Holds(tape =>
    {
        var (budget, now, sent) = (new Budget(5, Some.Moment), Some.Moment, 0);

        while (!tape.IsOver)
        {
            now = now.AddMilliseconds(tape.Next(256));
            if (budget.Spend(5, 2, now) is not { } left)
                continue;
            budget = left;
            sent++;
        }

        Assert.True(sent <= 5 + (2 * (now - Some.Moment).TotalSeconds) + 0.001);
    });

    private static Budget? Spent(Budget budget, int messages, DateTimeOffset? at = null)
    {
        Budget? left = budget;
        for (var message = 0; message < messages && left is not null; message++)
            left = left.Value.Spend(Burst, PerSecond, at ?? Some.Moment);
        return left;
    }
}
