namespace Muster.Tests.Simulation.Checking;

/// <summary>The check of consults finds each promise that is broken, in histories made by hand.</summary>
public sealed class ConsultsTests
{
    private const string Asking = "a/1";
    private const string Consult = "a/2";

    [Fact]
    public void A_good_history_breaks_nothing() => Assert.Empty(Checks.Of(Told().History));

    [Fact]
    public void Who_advises_without_having_been_given_the_question_is_found() =>
        Assert.Contains("who advises was given the question", Told(joins: fact => fact with { ConsultSeq = 2 }).Broken());

    [Fact]
    public void Who_advises_under_anothers_name_is_found() =>
        Assert.Contains("who advises was given the question", Told(joins: fact => fact with { StaffId = "lee" }).Broken());

    [Fact]
    public void Who_answers_their_own_question_is_found() =>
        Assert.Contains("who asks is not asked", Told(asks: fact => fact with { StaffId = HandMade.Kim }).Broken());

    [Fact]
    public void A_consult_that_nobody_asked_for_is_found() =>
        Assert.Contains("nobody is asked who is not asked", Told(asks: fact => fact with { Consult = "3" }).Broken());

    [Fact]
    public void An_expert_who_is_not_let_go_is_found() =>
        Assert.Contains("a consult that is over lets go", Told(closes: 60).Broken());

    [Fact]
    public void An_end_that_who_asked_does_not_hear_of_is_found() =>
        Assert.Superset(new HashSet<string> { "who asks hears that it is over", "who advises no longer reads no longer" }, Told(ends: 60, closes: 20).Broken().ToHashSet());

    [Fact]
    public void A_question_that_waits_for_ever_is_found()
    {
        var told = new HandMade().IsThere(0, 600, HandMade.Sam).Starts(1, Asking).Joins(1.1, Asking, HandMade.Sam);
        told.History.TransferReturn = TimeSpan.FromSeconds(30);
        Question(told, 5, fact => fact);

        Assert.Contains("a question that nobody takes comes back", told.Fact(70, Consult, "closed", fact => fact with { Outcome = "not-taken" }).Broken());
    }

    [Fact]
    public void A_stream_of_an_expert_may_show_what_they_advise_on_and_nothing_after_it()
    {
        var told = Told();
        Seen(told, 10, 1, 2, 3, 4, 5, 6);
        var meanwhile = told.Broken().ToList();
        Seen(told, 40, 1, 2, 3, 4, 5, 6, 7, 8);

        Assert.Empty(meanwhile);
        Assert.Contains("nobody sees what is not theirs", told.Broken());
    }

    [Fact]
    public void A_stream_of_an_expert_that_shows_something_too_early_is_found()
    {
        var told = Told();
        Seen(told, 5.1, 1);

        Assert.Contains("nobody sees what is not theirs", told.Broken());
    }

    private static void Seen(HandMade told, double at, params int[] seqs)
    {
        var showing = told.Shown(HandMade.Kim, HandMade.Kim, Asking, seqs);
        for (var entry = 0; entry < showing.Entries.Count; entry++)
            showing.Entries[entry] = showing.Entries[entry] with { SeenAt = HandMade.At(at) };
    }

    /// <summary>Sam asks, Kim advises, and both are done with it soon.</summary>
    private static HandMade Told(Func<StoredFact, StoredFact>? asks = null, Func<StoredFact, StoredFact>? joins = null, double ends = 20, double closes = 20.1)
    {
        var told = new HandMade().IsThere(0, 600, HandMade.Sam).IsThere(0, 600, HandMade.Kim).Starts(1, Asking).Joins(1.1, Asking, HandMade.Sam);
        Question(told, 5, asks ?? (fact => fact));
        told.Joins(5.2, Consult, HandMade.Kim)
            .Fact(5.3, Asking, "consult-joined", fact => (joins ?? (same => same))(fact with { StaffId = HandMade.Kim, Consult = "2", ConsultSeq = 3 }))
            .Fact(ends, Asking, "consult-ended", fact => fact with { Consult = "2", Reason = "asker" })
            .Closes(Math.Max(ends, closes) + 1, Asking, HandMade.Sam);
        told.History.Registered.Add(Consult);
        return told.Fact(closes, Consult, "closed", fact => fact with { Outcome = "asker" });
    }

    private static void Question(HandMade told, double at, Func<StoredFact, StoredFact> asks) => told
        .Fact(at, Asking, "consult-asked", fact => asks(fact with { StaffId = HandMade.Sam, Consult = "2", Text = "?" }))
        .Fact(at + 0.1, Consult, "started", fact => fact with { Queue = HandMade.Queue, Reference = "R/1", ConsultOf = Asking, NotFor = HandMade.Sam })
        .Queued(at + 0.1, Consult, at + 0.1, "consult");
}
