using Muster.Metrics;

namespace Muster.Tests.Metrics;

/// <summary>What counts add up to.</summary>
public sealed class QuarterTests
{
    [Fact]
    public void The_same_thing_counts_once()
    {
        var quarter = new Quarter(new QuarterState());

        Assert.True(quarter.Add(new Count("demo/c", 2, Counted.Queued, 0)));
        Assert.False(quarter.Add(new Count("demo/c", 2, Counted.Queued, 0)));

        Assert.Equal(1, quarter.Figures[Counted.Queued].Number);
    }

    [Fact]
    public void Another_conversation_seq_or_kind_is_another_thing()
    {
        var quarter = new Quarter(new QuarterState());

        Count[] counts = [new("demo/c", 2, Counted.Response, 1), new("demo/c", 3, Counted.Response, 1), new("demo/d", 2, Counted.Response, 1), new("demo/c", 2, Counted.FirstReply, 1)];

        Assert.All(counts, count => Assert.True(quarter.Add(count)));
        Assert.Equal(3, quarter.Figures[Counted.Response].Number);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(999, 0)]
    [InlineData(1_000, 1)]
    [InlineData(7_199_999, 16)]
    [InlineData(7_200_000, 17)]
    public void A_value_falls_into_the_bucket_below_whose_bound_it_lies(long milliseconds, int bucket)
    {
        var figure = FigureRules.None.With(milliseconds);

        Assert.Equal(1, figure.Buckets[bucket]);
        Assert.Equal(milliseconds, figure.TotalMilliseconds);
    }

    [Fact]
    public void What_was_stored_is_taken_up_again()
    {
        var before = new Quarter(new QuarterState());
        for (var seq = 1; seq <= 1_000; seq++) before.Add(new Count("demo/c", seq, Counted.Response, seq * 100));

        var after = new Quarter(before.ToState());

        Assert.Equal(1_000, after.Size);
        Assert.Equal(8_000, before.ToState().Counted.Length);
        Assert.Equal(before.Figures[Counted.Response].TotalMilliseconds, after.Figures[Counted.Response].TotalMilliseconds);
        Assert.False(after.Add(new Count("demo/c", 500, Counted.Response, 1)));
    }

    [Fact]
    public void What_is_in_no_conversation_stands_when_those_are_counted_anew_and_counts_once_still()
    {
        var before = new Quarter(new QuarterState());
        before.Add(new Count("demo/c", 2, Counted.Queued, 0));
        before.Add(new Count("front/1", 1, Counted.RefusedClosed, 7));
        before.Add(new Count("demo/sam", 15, Counted.Staffed, 60_000));

        var after = new Quarter(before.ToState());
        after.ForgetConversations();

        Assert.Equal([Counted.RefusedClosed, Counted.Staffed], after.Figures.Keys.Order());
        Assert.Equal((7, 60_000), (after.Figures[Counted.RefusedClosed].TotalMilliseconds, after.Figures[Counted.Staffed].TotalMilliseconds));
        Assert.False(after.Add(new Count("front/1", 1, Counted.RefusedClosed, 7)));
        Assert.False(after.Add(new Count("demo/sam", 15, Counted.Staffed, 60_000)));
        Assert.True(after.Add(new Count("demo/c", 2, Counted.Queued, 0)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_is_of_conversations_or_told_by_others_and_stays_where_it_is_stored(Counted what)
    {
        var quarter = new Quarter(new QuarterState());
        quarter.Add(new Count("demo/c", 2, what, 1));

        var state = quarter.ToState();

        var isTold = what is >= Counted.RefusedClosed and <= Counted.Holding;
        Assert.Equal((isTold, !isTold), (state.Figures.IsEmpty, state.ToldFigures.IsEmpty));
        Assert.Equal([what], new Quarter(state).Figures.Keys);
    }

    public static TheoryData<Counted> Kinds => [.. Enum.GetValues<Counted>()];

    [Fact]
    public void Percentiles_come_from_the_buckets()
    {
        var figure = Enumerable.Range(1, 100).Aggregate(FigureRules.None, (figure, second) => figure.With((second * 1_000) - 1));

        Assert.InRange(figure.Percentile(0.5)!.Value.TotalSeconds, 49, 51);
        Assert.InRange(figure.Percentile(0.9)!.Value.TotalSeconds, 89, 91);
        Assert.Null(FigureRules.None.Percentile(0.5));
    }
}
