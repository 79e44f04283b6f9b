using System.Collections.Immutable;
using Muster.Identity;
using Muster.Metrics;
using Muster.Tests.Support;
using Muster.WebFront.Figures;

namespace Muster.Tests.Front.Live;

/// <summary>How a front counts the starts that came to nothing.</summary>
public sealed class RefusedStartsTests : IDisposable
{
    private readonly HandMovedClock _clock = new(Some.Moment);
    private readonly IGrainFactory _factory;
    private readonly FakeGrains _cluster;
    private readonly Book _book = new();
    private readonly RefusedStarts _refused;

    public RefusedStartsTests()
    {
        (_factory, _cluster) = FakeGrains.Make();
        _cluster.Metrics[Quarter(Some.Queue)] = _book;
        _refused = new RefusedStarts(_factory, _clock);
    }

    [Fact]
    public void However_many_are_refused_the_figures_are_asked_once_in_five_seconds_and_know_all_of_them()
    {
        for (var second = 0; second < 60; second++)
        {
            for (var start = 0; start < 1_000; start++)
                Refuse($"{second}-{start}");
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Pass(2);
        Assert.Equal(60_000, _book.Total(Counted.RefusedClosed));
        Assert.InRange(_book.Asked, 1, 60 / 5 + 2);
    }

    [Fact]
    public void The_same_start_sent_again_and_again_counts_once_in_a_quarter_of_an_hour()
    {
        for (var again = 0; again < 10; again++)
            Refuse("one");
        Refuse("one", Counted.Challenged);
        Refuse("another");
        Pass(4);

        Assert.Equal((2, 1), (_book.Total(Counted.RefusedClosed), _book.Total(Counted.Challenged)));

        _cluster.Metrics[QuarterOfHour.Key(Some.Agency, Some.Queue, Some.Moment.AddMinutes(15))] = _book;
        _clock.Advance(TimeSpan.FromMinutes(15));
        Refuse("one");
        Pass(4);
        Assert.Equal(3, _book.Total(Counted.RefusedClosed));
    }

    [Fact]
    public void What_is_told_again_because_an_answer_was_lost_counts_once()
    {
        Refuse("one");
        _book.LosesAnswers = true;
        Pass(3);
        Refuse("two");
        Pass(3);

        _book.LosesAnswers = false;
        Pass(4);

        Assert.Equal(2, _book.Total(Counted.RefusedClosed));
        var asked = _book.Asked;
        Pass(4);
        Assert.Equal(asked, _book.Asked);
    }

    [Fact]
    public void What_the_figures_forgot_before_it_was_stored_is_told_to_them_again()
    {
        Refuse("one");
        _clock.Advance(RefusedStarts.Together);
        _book.ForgetUnstored();

        Pass(4);

        Assert.Equal(1, _book.Total(Counted.RefusedClosed));
    }

    [Fact]
    public void A_queue_that_cannot_be_told_of_holds_no_other_up()
    {
        var away = new Book { IsAway = true };
        _cluster.Metrics[Quarter("permits")] = away;
        _refused.Note(Some.Agency, "permits", "one", Counted.RefusedBanned);
        Refuse("two");
        Pass(4);
        Assert.Equal(1, _book.Total(Counted.RefusedClosed));

        away.IsAway = false;
        Pass(4);

        Assert.Equal(1, away.Total(Counted.RefusedBanned));
    }

    [Fact]
    public async Task Two_fronts_and_one_that_has_begun_anew_are_counted_apart()
    {
        using var other = new RefusedStarts(_factory, _clock);
        Refuse("one");
        other.Note(Some.Agency, Some.Queue, "two", Counted.RefusedClosed);

        await _refused.Tell();
        await other.Tell();

        Assert.Equal(2, _book.Total(Counted.RefusedClosed));
    }

    [Fact]
    public async Task A_front_that_stops_tells_what_it_has_counted()
    {
        Refuse("one");

        await _refused.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, _book.Total(Counted.RefusedClosed));
    }

    [Fact]
    public void More_different_starts_than_are_remembered_still_count()
    {
        for (var start = 0; start < RefusedStarts.MostRemembered + 3; start++)
            Refuse($"{start}");
        Refuse("0");
        Pass(4);

        Assert.Equal(RefusedStarts.MostRemembered + 3, _book.Total(Counted.RefusedClosed));
    }

    public void Dispose() => _refused.Dispose();

    private static string Quarter(string queue) => QuarterOfHour.Key(Some.Agency, queue, Some.Moment);

    private void Refuse(string conversation, Counted why = Counted.RefusedClosed) => _refused.Note(Some.Agency, Some.Queue, conversation, why);

    private void Pass(int times)
    {
        for (var time = 0; time < times; time++)
            _clock.Advance(RefusedStarts.Together);
    }

    /// <summary>Figures that store what they were told between two calls, as the real ones do between some of them.</summary>
    private sealed class Book : IMetricsGrain
    {
        private readonly HashSet<Count> _stored = [];
        private readonly HashSet<Count> _news = [];

        public int Asked { get; private set; }

        public bool LosesAnswers { get; set; }

        public bool IsAway { get; set; }

        public long Total(Counted what) => _stored.Union(_news).Where(count => count.What == what).DistinctBy(count => (count.Conversation, count.Seq)).Sum(count => count.Milliseconds);

        public void ForgetUnstored() => _news.Clear();

        public Task<bool> Ensure(ImmutableArray<Count> counts)
        {
            if (IsAway)
                return Task.FromException<bool>(new TimeoutException("The test took it away."));

            Asked++;
            var isStored = counts.All(count => _stored.Contains(count) || _news.Contains(count));
            _stored.UnionWith(_news);
            _news.Clear();
            _news.UnionWith(counts.Except(_stored));
            return LosesAnswers ? Task.FromException<bool>(new TimeoutException("The test lost it.")) : Task.FromResult(isStored);
        }

        public Task Add(ImmutableArray<Count> counts) => throw new NotSupportedException();

        public Task<Outcome<QuarterFigures>> Figures(Caller caller) => throw new NotSupportedException();

        public Task Rebuild(ImmutableArray<Count> counts) => throw new NotSupportedException();
    }
}
