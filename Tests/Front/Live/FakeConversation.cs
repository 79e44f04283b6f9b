using Muster.Bans;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Tests.Front.Live;

/// <summary>A conversation that stores what the test says and pushes it unless the network is down.</summary>
public sealed class FakeConversation(string key) : IConversationGrain
{
    private readonly List<Entry> _entries = [];
    private IConversationWatcher? _watcher;

    public string? Holder { get; set; }

    /// <summary>Who advises the holder.</summary>
    public string? Expert { get; set; }

    public ConversationStatus Status { get; set; } = ConversationStatus.Waiting;

    public long Ticket { get; set; } = 100;

    public bool IsPushing { get; set; } = true;

    public bool IsUnavailable { get; set; }

    public string Silo { get; set; } = FakeManagement.First.ToString();

    public int Watches { get; private set; }

    public int Reads { get; private set; }

    public int MostRead { get; private set; }

    public List<bool> Connections { get; } = [];

    /// <summary>Happens once, when a watch is taken and its answer is still on its way.</summary>
    public Action? BeforeNextAnswer { get; set; }

    /// <summary>The grain has gone to another place, where nobody watches.</summary>
    public void Move(bool isOrderly)
    {
        var watcher = _watcher;
        _watcher = null;
        if (isOrderly)
            watcher?.OnMoved(key);
    }

    public Entry Say(string text, Role role = Role.Citizen, bool isStaffOnly = false) => Record(Entry(EntryKind.Message, text, role, isStaffOnly));

    public Entry Record(Entry entry)
    {
        _entries.Add(entry);
        if (IsPushing)
            _watcher?.OnRecorded(key, Holder, [entry]);
        return entry;
    }

    public Entry Entry(string kind, string? text = null, Role role = Role.System, bool isStaffOnly = false) =>
        new(_entries.Count + 1, Some.Moment, kind, role, null, isStaffOnly) { Text = text, MessageId = text is null ? null : $"id-{text}" };

    public void Push(params ReadOnlySpan<Entry> entries) => _watcher?.OnRecorded(key, Holder, [.. entries]);

    public void Signal(Signal signal) => _watcher?.OnSignal(key, Holder, signal);

    public Task<Outcome<Anonymised>> Anonymise(Caller caller) => throw new NotSupportedException();

    public Task<Outcome<TranscriptPage>> Read(Caller caller, int after, int most)
    {
        Available();
        Reads++;
        if (RefusalOf(caller) is { } refusal)
            return Task.FromResult<Outcome<TranscriptPage>>(refusal);

        var page = _entries.Skip(after).Take(most).ToList();
        MostRead = Math.Max(MostRead, page.Count);
        var next = page.Count == 0 ? after : page[^1].Seq;
        return Task.FromResult<Outcome<TranscriptPage>>(new TranscriptPage(
            [.. page.Where(entry => caller.IsStaff || !entry.StaffOnly)], next, _entries.Count));
    }

    public Task<Outcome<WatchAnswer>> Watch(Caller caller, IConversationWatcher watcher, int lastSeq)
    {
        Available();
        Watches++;
        if (RefusalOf(caller) is { } refusal)
            return Task.FromResult<Outcome<WatchAnswer>>(refusal);

        _watcher = watcher;
        var answer = new WatchAnswer(_entries.Count, Silo, Holder, View()) { Expert = Expert };
        var happening = BeforeNextAnswer;
        BeforeNextAnswer = null;
        happening?.Invoke();
        return Task.FromResult<Outcome<WatchAnswer>>(answer);
    }

    public Task Connected(Caller caller, bool isConnected)
    {
        Connections.Add(isConnected);
        return Task.CompletedTask;
    }

    public Task<Outcome<ConversationView>> Look(Caller caller) => Task.FromResult<Outcome<ConversationView>>(View());

    public Task<Outcome<Started>> Start(StartConversation command) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> Post(Caller caller, PostMessage command) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> Note(Caller caller, AddNote command) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> Tag(Caller caller, TagConversation command) => throw new NotSupportedException();

    public Task<Outcome<TakenOver>> TakeOver(Caller caller, TakeOverConversation command) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> Transfer(Caller caller, TransferConversation command) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> AskClosing(Caller caller) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> AnswerClosing(Caller caller, bool moreHelp) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> Close(Caller caller, CloseConversation command) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> Consult(Caller caller, AskConsult command) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> EndConsult(Caller caller, EndConsult command) => throw new NotSupportedException();

    public Task ConsultChanged(string consult) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> Refer(Caller caller, ReferCitizen command) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> Warn(Caller caller, WarnCitizen command) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> EndForAbuse(Caller caller, EndForAbuse command) => throw new NotSupportedException();

    public Task<Outcome<Ban>> ProposeBan(Caller caller, ProposeBan command) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> Rate(Caller caller, RateConversation command) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> AskForContact(Caller caller, ContactRequest request) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> RecordContact(Caller caller, RecordContact command) => throw new NotSupportedException();

    public Task<Outcome<Receipt>> AnswerNotice(Caller caller, AnswerNotice command) => throw new NotSupportedException();

    public Task Typing(Caller caller) => throw new NotSupportedException();

    public Task MarkRead(Caller caller, int seq) => throw new NotSupportedException();

    public Task<Assignment> Assign(AssignConversation command) => throw new NotSupportedException();

    public Task<Outcome<AssignmentLog>> Why(Caller caller) => throw new NotSupportedException();

    public Task<Holding> ReturnToLine(string staffId, string reason, int knownSeq) => throw new NotSupportedException();

    public Task<Holding> WhoHolds(int knownSeq) => throw new NotSupportedException();

    private ConversationView View() => new(
        "K7F-42Q-9XM", Status, Some.Queue, Ticket, Some.Moment, null, null, false, false, _entries.Count, []);

    private Refusal? RefusalOf(Caller caller) => caller.Role switch
    {
        Role.Citizen when caller.Conversation == key => null,
        Role.Agent when caller.StaffId == Holder || (Expert is not null && caller.StaffId == Expert) => null,
        Role.Supervisor when caller.Areas.Contains(Some.Queue) => null,
        _ => Refusal.NotFound,
    };

    private void Available()
    {
        if (IsUnavailable)
            throw new TimeoutException("The test took this grain away.");
    }
}
