using Muster.Agents;

namespace Muster.Tests.Simulation.Checking;

/// <summary>Histories as tests write them: a good one, to be spoiled in one place.</summary>
internal sealed class HandMade
{
    public const string Citizen = "citizen";
    public const string Sam = "sam";
    public const string Kim = "kim";
    public const string Overseer = "robin";
    public const string Queue = "q";

    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, int> _seqs = [];

    public HandMade()
    {
        History.Staff.Add(new Member(Sam, 2, [Queue]));
        History.Staff.Add(new Member(Kim, 1, [Queue]));
        History.EndedAt = At(600);
        History.IsCalm = true;
        History.IsAtRest = true;
    }

    public History History { get; } = new();

    /// <summary>One conversation with Sam from its start to its end, in which every promise is kept.</summary>
    public static HandMade Good() => new HandMade()
        .IsThere(0, 600, Sam)
        .Starts(10, "a/1").Joins(10.5, "a/1", Sam).Says(12, "a/1", "m1", "one").Says(14, "a/1", "m2", "two").Closes(20, "a/1", Sam);

    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    /// <summary>The names of the promises that are broken, each once.</summary>
    public IEnumerable<string> Broken() => Checks.Of(History).Select(violation => violation.Promise).Distinct();

    public HandMade Fact(double at, string conversation, string kind, Func<StoredFact, StoredFact>? with = null)
    {
        var seq = _seqs[conversation] = _seqs.GetValueOrDefault(conversation) + 1;
        var fact = new StoredFact(conversation, seq, At(at), kind);
        History.Store(with is null ? fact : with(fact));
        return this;
    }

    public HandMade Starts(double at, string conversation)
    {
        Fact(at, conversation, "started", fact => fact with { Queue = Queue, Reference = "R" });
        Fact(at, conversation, "message", fact => fact with { From = "citizen", Text = "hello", MessageId = "m0", Secret = "secret " + conversation });
        Asked(at, conversation, "start", "secret " + conversation, "hello", 2);
        return Queued(at, conversation, at, "started");
    }

    public HandMade Queued(double at, string conversation, double since, string reason, string? onlyFor = null) => Fact(at, conversation, "queued", fact => fact with
    {
        Queue = Queue,
        Reason = reason,
        Ticket = At(since).UtcTicks,
        For = onlyFor,
        ForUntil = onlyFor is null ? null : At(at + 60),
    });

    public HandMade Joins(double at, string conversation, string staffId) => Fact(at, conversation, "joined", fact => fact with { Queue = Queue, StaffId = staffId });

    public HandMade Taken(double at, string conversation) => Fact(at, conversation, "joined", fact => fact with { Queue = Queue, StaffId = Overseer, IsTaken = true });

    public HandMade Leaves(double at, string conversation, string staffId, string reason) =>
        Fact(at, conversation, "left", fact => fact with { StaffId = staffId, Reason = reason });

    public HandMade Says(double at, string conversation, string id, string text)
    {
        Fact(at, conversation, "message", fact => fact with { From = "citizen", Text = text, MessageId = id });
        return Asked(at, conversation, "message", id, text, _seqs[conversation]);
    }

    public HandMade Replies(double at, string conversation, string staffId)
    {
        var text = $"reply at {at}";
        History.Requests.Add(new Request(staffId, conversation, "message", text, text, At(at - 0.1)));
        return Fact(at, conversation, "message", fact => fact with { From = "agent", StaffId = staffId, Text = text, MessageId = text });
    }

    /// <summary>For want of a reply.</summary>
    public HandMade TakenFrom(double at, string conversation, string staffId, double since) =>
        Leaves(at, conversation, staffId, "no-reply").Queued(at, conversation, since, "no-reply");

    public HandMade Closes(double at, string conversation, string staffId)
    {
        History.Registered.Add(conversation);
        return Fact(at, conversation, "closed", fact => fact with { StaffId = staffId });
    }

    public HandMade Asked(double at, string conversation, string what, string? id, string? text, int answered)
    {
        var request = new Request(Citizen, conversation, what, id, text, At(at - 0.1)) { IsFromCitizen = true };
        request.Answers.Add(new Answer(At(at + 0.1), answered, At(at), what == "start" ? "R" : null));
        History.Requests.Add(request);
        return this;
    }

    public HandMade Stored(params StoredMoment[] moments)
    {
        History.Timeline.AddRange(moments);
        return this;
    }

    public HandMade Is(double at, string staffId, Presence? status, int? capacity = null)
    {
        History.Presence.Add(new PresenceCall(staffId, At(at), status, capacity) { ToldAt = At(at + 0.01) });
        return this;
    }

    /// <summary>The console is heard of every ten seconds.</summary>
    public HandMade IsThere(double from, double until, string staffId)
    {
        Is(from, staffId, Presence.Available);
        for (var at = from + 10; at < until; at += 10)
            Is(at, staffId, null);
        return this;
    }

    public Showing Shown(string reader, string? staffId, string conversation, params int[] seqs)
    {
        var showing = new Showing(reader, staffId, conversation, 0);
        foreach (var fact in seqs.Select(seq => History.StoryOf(conversation)!.At(seq)!))
            showing.Entries.Add(new SeenEntry(fact.At.AddSeconds(1), fact.Seq, fact.EntryKind, fact.Text, fact.Secret ?? fact.MessageId, fact.IsForStaff));
        History.Streams.Add(showing);
        return showing;
    }
}
