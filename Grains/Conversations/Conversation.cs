using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Identity;
using Muster.Identifiers;
using Muster.Queues;
using Muster.Records;

namespace Muster.Conversations;

/// <summary>What the facts of one conversation add up to. Its size does not grow with the transcript: it is the journal's snapshot.</summary>
public sealed record Conversation
{
    public static readonly Conversation Unopened = new();

    /// <summary>Facts, the next one included, in which a number may follow the message that spoke of it.</summary>
    private const int NamedFor = 10;

    public ConversationStatus Status { get; init; }

    /// <summary>The newest fact's number.</summary>
    public int LastSeq { get; init; }

    public string Reference { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    public string? CitizenName { get; init; }

    public string Queue { get; init; } = "";

    /// <summary>How urgent it is and what it asks of its agents; null for as urgent as any, and anybody's.</summary>
    public Triage? Triage { get; init; }

    /// <summary>What it asked of its agents before it was handed to experts; null where it is not with any.</summary>
    public ImmutableArray<SkillLevel>? OwnSkills { get; init; }

    /// <summary>The citizen's words say that a life is in danger.</summary>
    public bool IsAtRisk { get; init; }

    /// <summary>Left outside the hours, or instead of waiting at the screen.</summary>
    public bool IsLeftMessage { get; init; }

    /// <summary>How the citizen wants to be reached; null where they have not asked.</summary>
    public ContactRequest? Contact { get; init; }

    /// <summary>The last time they asked.</summary>
    public Receipt? ContactAsked { get; init; }

    public int TimesContactAsked { get; init; }

    /// <summary>How often its agents have tried since.</summary>
    public int ContactTries { get; init; }

    /// <summary>What came of the last time; null before the first.</summary>
    public ContactOutcome? ContactOutcome { get; init; }

    /// <summary>The citizen does not sit at the screen and wait: nothing that is counted of those who do is counted of them.</summary>
    public bool IsForLater => IsLeftMessage || Contact is not null;

    /// <summary>It is answered when nobody waits at the screen, not in its turn.</summary>
    public bool IsAnsweredLater => IsLeftMessage || Contact is { IsCallBack: false };

    /// <summary>Nobody is given it earlier.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The notice the citizen answered last, and when.</summary>
    public string? NoticeAnswered { get; init; }

    public Receipt? NoticeAnswer { get; init; }

    /// <summary>Whether it answered their question.</summary>
    public bool NoticeHelped { get; init; }

    /// <summary>The order key in the line it waits or last waited in.</summary>
    public long Ticket { get; init; }

    /// <summary>The one agent it waits for, until <see cref="ForUntil"/>.</summary>
    public string? For { get; init; }

    public DateTimeOffset? ForUntil { get; init; }

    /// <summary>The alias of the supervisor by whose word that agent is given it beyond their limits; null where these hold.</summary>
    public string? BeyondLimitBy { get; init; }

    /// <summary>Who holds it is a supervisor, who took it over.</summary>
    public bool IsTaken { get; init; }

    /// <summary>The agent who holds it; after the close, who held it last.</summary>
    public Author? Holder { get; init; }

    /// <summary>The fact that made the status and the holder what they are.</summary>
    public int HoldingSeq { get; init; }

    /// <summary>The first message.</summary>
    public Receipt? FirstMessage { get; init; }

    /// <summary>The last closing question to this citizen by this holder.</summary>
    public Receipt? ClosingAsked { get; init; }

    /// <summary>It stands: neither answered nor passed over by the citizen's writing on.</summary>
    public bool IsClosingAsked { get; init; }

    public Receipt? ClosingAnswered { get; init; }

    public bool? MoreHelp { get; init; }

    /// <summary>The citizen's own end, while an agent held it.</summary>
    public Receipt? CitizenLeft { get; init; }

    /// <summary>The last handover, and the staff id of who made it: they may ask again whether it was done.</summary>
    public Receipt? Transferred { get; init; }

    public string? TransferredBy { get; init; }

    /// <summary>An agent's handover that nobody has taken up yet; null where there is none.</summary>
    public Handover? HandedOver { get; init; }

    /// <summary>The advice its holder seeks; null while they seek none.</summary>
    public OpenConsult? Consult { get; init; }

    /// <summary>How often advice was sought.</summary>
    public int Consults { get; init; }

    /// <summary>The id of the consult that ended last, and when.</summary>
    public string? LastConsult { get; init; }

    public Receipt? ConsultEnded { get; init; }

    /// <summary>What it is for, where it is a consult itself; null for a citizen's.</summary>
    public ConsultOf? IsFor { get; init; }

    /// <summary>When it came into the line it waits or last waited in.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    public Receipt? Closed { get; init; }

    /// <summary>How it ended; null where it has not.</summary>
    public string? ClosedAs { get; init; }

    /// <summary>The staff id of who closed it; null where the citizen or Muster itself did.</summary>
    public string? ClosedBy { get; init; }

    public Receipt? Rated { get; init; }

    /// <summary>The browser it was started by, as a keyed hash; null where it did not say.</summary>
    public string? Session { get; init; }

    /// <summary>Why it was ended for abuse; null where it was not.</summary>
    public string? AbuseReason { get; init; }

    /// <summary>The ban its agent proposed.</summary>
    public BanProposed? BanProposed { get; init; }

    public int Warnings { get; init; }

    public int Referrals { get; init; }

    public Receipt? Tagged { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public DateTimeOffset? FirstJoinedAt { get; init; }

    public DateTimeOffset? FirstReplyAt { get; init; }

    /// <summary>Since when the citizen's words are unanswered.</summary>
    public DateTimeOffset? UnansweredSince { get; init; }

    /// <summary>
    /// Since when the citizen waits for the holder's words: since the joining until the holder first writes or asks the closing question,
    /// then since the first message after that. Null while the citizen is the one to speak, or nobody holds it.
    /// </summary>
    public DateTimeOffset? WaitsSince { get; init; }

    /// <summary>The agent it was last taken from for want of a reply, unless they have joined it again.</summary>
    public string? TakenFrom { get; init; }

    /// <summary>Digits the citizen's last messages end with: an identifier may go on in the next one.</summary>
    public ImmutableArray<DigitRun> OpenDigits { get; init; } = [];

    /// <summary>The newest message that spoke of a tax file number: the number itself may come after it. 0 for none.</summary>
    public int TaxFileNumberNamed { get; init; }

    /// <summary>The same of a Medicare number.</summary>
    public int MedicareNumberNamed { get; init; }

    /// <summary>What named the citizen has been taken away.</summary>
    public Receipt? Anonymised { get; init; }

    public bool IsOpened => Status != ConversationStatus.Unopened;

    /// <summary>No citizen's: advice is sought in it on another one.</summary>
    public bool IsConsult => IsFor is not null;

    public bool IsClosed => Status == ConversationStatus.Closed;

    /// <summary>Where the citizen has nothing more to expect of it.</summary>
    public bool HasEnded => Status is ConversationStatus.WrapUp or ConversationStatus.Closed;

    /// <summary>What the last messages spoke of.</summary>
    public Announced Announced() =>
        (IsLately(TaxFileNumberNamed) ? Identifiers.Announced.TaxFileNumber : 0) | (IsLately(MedicareNumberNamed) ? Identifiers.Announced.MedicareNumber : 0);

    public Conversation With(JournalEntry<ConversationFact> entry) =>
        After(entry.Fact, new Receipt(entry.Seq, entry.At)) with { LastSeq = entry.Seq };

    private Conversation After(ConversationFact fact, Receipt receipt) => fact switch
    {
        ConversationStarted started => this with
        {
            Status = ConversationStatus.Waiting,
            Reference = started.Reference,
            StartedAt = receipt.At,
            CitizenName = started.Name,
            Queue = started.Queue,
            Session = started.Session,
            IsLeftMessage = started.LeavesMessage,
            IsFor = started.Consult,
        },
        MessagePosted message => AfterMessage(message, receipt).Naming(Redactor.Speaks(message.Text), receipt.Seq),
        ConversationQueued queued => this with
        {
            Status = ConversationStatus.Waiting,
            Queue = queued.Queue,
            Ticket = queued.Ticket,
            For = queued.For,
            ForUntil = queued.ForUntil,
            BeyondLimitBy = queued.BeyondLimitBy,
            NotBefore = queued.NotBefore,
            HandedOver = queued.Reason == ReturnReason.NotTaken ? null : HandedOver,
            OwnSkills = queued.Reason == ReturnReason.NotTaken ? null : OwnSkills,
            QueuedAt = receipt.At,
            Holder = null,
            HoldingSeq = receipt.Seq,
            ClosingAsked = null,
            IsClosingAsked = false,
            ClosingAnswered = null,
            MoreHelp = null,
            WaitsSince = null,
        },
        ConversationTriaged triaged => this with
        {
            Triage = triaged.Triage,
            Ticket = IsOpened && Ticket != 0 ? TicketWith(triaged.Triage) : Ticket,
        },
        LifeAtRiskNoticed => this with { IsAtRisk = true },
        Conversations.ContactAsked asked => this with
        {
            Contact = asked.Request,
            ContactAsked = receipt,
            TimesContactAsked = TimesContactAsked + 1,
            ContactOutcome = null,
        },
        Conversations.ContactTried tried => this with { ContactTries = ContactTries + 1, ContactOutcome = tried.Outcome, WaitsSince = null },
        Conversations.NoticeAnswered answered => this with { NoticeAnswered = answered.Notice, NoticeAnswer = receipt, NoticeHelped = answered.Helped },
        ConversationTransferred transferred => this with
        {
            Transferred = receipt,
            TransferredBy = transferred.By.StaffId,
            OwnSkills = transferred.Group is null ? null : OwnSkills ?? Triage?.Skills ?? [],
            HandedOver = transferred.By is { Role: Role.Agent, StaffId: { } by } ? new Handover(by, Queue, receipt.At) : null,
        },
        AgentJoined joined => this with
        {
            Status = ConversationStatus.Active,
            Queue = joined.Queue,
            For = null,
            ForUntil = null,
            BeyondLimitBy = null,
            NotBefore = null,
            HandedOver = null,
            ContactOutcome = ContactOutcome == Conversations.ContactOutcome.Reached ? ContactOutcome : null,
            Holder = joined.Agent,
            IsTaken = joined.IsTaken,
            HoldingSeq = receipt.Seq,
            FirstJoinedAt = FirstJoinedAt ?? receipt.At,
            ClosingAsked = null,
            IsClosingAsked = false,
            ClosingAnswered = null,
            MoreHelp = null,
            WaitsSince = IsForLater || IsConsult ? null : receipt.At,
            TakenFrom = TakenFrom == joined.Agent.StaffId ? null : TakenFrom,
        },
        AgentLeft { Reason: ReturnReason.NoReply } left => this with { TakenFrom = left.Agent.StaffId },
        ConversationTagged tagged => this with { Tags = tagged.Tags, Tagged = receipt },
        Conversations.ClosingAsked => this with
        {
            ClosingAsked = receipt,
            IsClosingAsked = true,
            ClosingAnswered = null,
            MoreHelp = null,
            WaitsSince = null,
        },
        Conversations.ClosingAnswered answered => this with { IsClosingAsked = false, ClosingAnswered = receipt, MoreHelp = answered.MoreHelp },
        Conversations.CitizenLeft => this with
        {
            Status = ConversationStatus.WrapUp,
            CitizenLeft = receipt,
            HoldingSeq = receipt.Seq,
            WaitsSince = null,
        },
        ConversationClosed closed => this with
        {
            Status = ConversationStatus.Closed,
            Closed = receipt,
            ClosedBy = closed.By.StaffId,
            ClosedAs = closed.Outcome,
            AbuseReason = closed.Reason,
            HoldingSeq = receipt.Seq,
            OpenDigits = [],
            WaitsSince = null,
        },
        ConsultAsked asked => this with
        {
            Consult = new OpenConsult(asked.Consult, asked.By.StaffId!, asked.Queue, asked.For, asked.ForUntil, asked.Triage),
            Consults = Consults + 1,
        },
        ConsultJoined joined => this with { Consult = Consult! with { Expert = joined.Expert, KnownSeq = joined.Seq } },
        ConsultLeft left => this with { Consult = Consult! with { Expert = null, KnownSeq = left.Seq } },
        Conversations.ConsultEnded ended => this with { Consult = null, LastConsult = ended.Consult, ConsultEnded = receipt },
        ConversationRated => this with { Rated = receipt },
        ConversationAnonymised => this with { Anonymised = receipt, CitizenName = Anonymity.Without(CitizenName, Anonymity.Name), Session = null, Contact = Anonymity.Without(Contact) },
        WarningGiven => this with { Warnings = Warnings + 1, WaitsSince = null },
        CitizenReferred => this with { Referrals = Referrals + 1, WaitsSince = null },
        Conversations.BanProposed proposed => this with { BanProposed = proposed },
        _ => this,
    };

    /// <summary>The order key it has when it becomes as urgent as that.</summary>
    public long TicketWith(Triage? triage) => Ticket - (HeadStartOf(triage) - HeadStartOf(Triage));

    private static long HeadStartOf(Triage? triage) => triage?.HeadStart.Ticks ?? 0;

    private Conversation AfterMessage(MessagePosted message, Receipt receipt) => message.From.Role == Role.Citizen
        ? this with
        {
            FirstMessage = FirstMessage ?? receipt,
            UnansweredSince = UnansweredSince ?? receipt.At,
            WaitsSince = Status == ConversationStatus.Active ? WaitsSince ?? receipt.At : null,
            IsClosingAsked = false,
            OpenDigits = SplitNumbers.Carry(OpenDigits, receipt.Seq, message.Text),
        }
        : this with
        {
            FirstReplyAt = FirstReplyAt ?? receipt.At,
            UnansweredSince = null,
            WaitsSince = message.From.Role == Role.Supervisor ? WaitsSince : null, // the holder still owes theirs
        };

    private bool IsLately(int seq) => seq > 0 && LastSeq - seq < NamedFor;

    private Conversation Naming(Announced what, int seq) => what == Identifiers.Announced.None ? this : this with
    {
        TaxFileNumberNamed = what.HasFlag(Identifiers.Announced.TaxFileNumber) ? seq : TaxFileNumberNamed,
        MedicareNumberNamed = what.HasFlag(Identifiers.Announced.MedicareNumber) ? seq : MedicareNumberNamed,
    };
}
