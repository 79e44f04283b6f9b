using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Auditing;
using Muster.Bans;
using Muster.Conversations;
using Muster.Identity;
using Muster.Metrics;
using Muster.Queues;
using Muster.Records;
using Muster.Sweeping;
using Muster.Tests.Front;

namespace Muster.Tests.Isolation;

/// <summary>
/// Every method of every grain. Those that are told who asks stand in <see cref="All"/>, with who may; those that are not in <see cref="Unasked"/>,
/// with why that is right. A method without a line fails the tests.
/// </summary>
internal static class GrainCalls
{
    /// <summary>What is written in vain: no log has it either.</summary>
    public const string Words = "words of nobody who may";

    public static readonly ImmutableArray<GrainCall> All =
    [
        new(typeof(IConversationGrain), nameof(IConversationGrain.Read), Readers, ask => Reply.To(ask.Grain<IConversationGrain>().Read(ask.Caller, 0, 500))) { Changes = false },
        new(typeof(IConversationGrain), nameof(IConversationGrain.Look), Readers, ask => Reply.To(ask.Grain<IConversationGrain>().Look(ask.Caller))) { Changes = false },
        new(typeof(IConversationGrain), nameof(IConversationGrain.Why), ItsSupervisor, ask => Reply.To(ask.Grain<IConversationGrain>().Why(ask.Caller))) { Changes = false, By = "supervisor" },
        new(typeof(IConversationGrain), nameof(IConversationGrain.Watch), Readers, ask => Reply.To(ask.Grain<IConversationGrain>().Watch(ask.Caller, ask.Ears.OfConversation, 0))) { Changes = false },
        new(typeof(IConversationGrain), nameof(IConversationGrain.Post), WritersAndSupervisors, ask => Reply.To(ask.Grain<IConversationGrain>().Post(ask.Caller, new("not-theirs", Words)))),
        new(typeof(IConversationGrain), nameof(IConversationGrain.Typing), Writers, ask => Reply.To(ask.Grain<IConversationGrain>().Typing(ask.Caller))),
        new(typeof(IConversationGrain), nameof(IConversationGrain.MarkRead), Writers, ask => Reply.To(ask.Grain<IConversationGrain>().MarkRead(ask.Caller, 1))),
        new(typeof(IConversationGrain), nameof(IConversationGrain.Connected), ItsCitizen, ask => Reply.To(ask.Grain<IConversationGrain>().Connected(ask.Caller, isConnected: true))) { By = "citizen" },
        new(typeof(IConversationGrain), nameof(IConversationGrain.Note), HolderAndSupervisors, ask => Reply.To(ask.Grain<IConversationGrain>().Note(ask.Caller, new(Words)))),
        new(typeof(IConversationGrain), nameof(IConversationGrain.Tag), Holder, ask => Reply.To(ask.Grain<IConversationGrain>().Tag(ask.Caller, new(["not-theirs"])))),
        new(typeof(IConversationGrain), nameof(IConversationGrain.Consult), Holder, ask => Reply.To(ask.Grain<IConversationGrain>().Consult(ask.Caller, new("permits", null, Words)))) { On = OpenHouse.HeldToo },
        new(typeof(IConversationGrain), nameof(IConversationGrain.EndConsult), Holder, ask => Reply.To(ask.Grain<IConversationGrain>().EndConsult(ask.Caller, new(ConsultName.Of(ask.Key, 1))))) { On = OpenHouse.HeldToo },
        new(typeof(IConversationGrain), nameof(IConversationGrain.Transfer), HolderAndSupervisors, ask => Reply.To(ask.Grain<IConversationGrain>().Transfer(ask.Caller, new("permits", null, Words)))) { On = OpenHouse.HeldToo },
        new(typeof(IConversationGrain), nameof(IConversationGrain.TakeOver), ItsSupervisor, ask => Reply.To(ask.Grain<IConversationGrain>().TakeOver(ask.Caller, new("Robin", "not-theirs")))) { By = "supervisor" }, // without a place it only says whether they may
        new(typeof(IConversationGrain), nameof(IConversationGrain.Refer), Holder, ask => Reply.To(ask.Grain<IConversationGrain>().Refer(ask.Caller, new("Phone")))),
        new(typeof(IConversationGrain), nameof(IConversationGrain.Warn), Holder, ask => Reply.To(ask.Grain<IConversationGrain>().Warn(ask.Caller, new()))),
        new(typeof(IConversationGrain), nameof(IConversationGrain.ProposeBan), Holder, ask => Reply.To(ask.Grain<IConversationGrain>().ProposeBan(ask.Caller, new(1, Words)))) { On = OpenHouse.Misused },
        new(typeof(IConversationGrain), nameof(IConversationGrain.EndForAbuse), Holder, ask => Reply.To(ask.Grain<IConversationGrain>().EndForAbuse(ask.Caller, new(Words)))) { On = OpenHouse.Misused },
        new(typeof(IConversationGrain), nameof(IConversationGrain.AskClosing), Holder, ask => Reply.To(ask.Grain<IConversationGrain>().AskClosing(ask.Caller))),
        new(typeof(IConversationGrain), nameof(IConversationGrain.AnswerClosing), ItsCitizen, ask => Reply.To(ask.Grain<IConversationGrain>().AnswerClosing(ask.Caller, moreHelp: false))) { By = "citizen" },
        new(typeof(IConversationGrain), nameof(IConversationGrain.Close), WritersAndSupervisors, ask => Reply.To(ask.Grain<IConversationGrain>().Close(ask.Caller, new("resolved", Words)))),
        new(typeof(IConversationGrain), nameof(IConversationGrain.AskForContact), ItsCitizen, ask => Reply.To(ask.Grain<IConversationGrain>().AskForContact(ask.Caller, new(ContactChannel.Phone, "07 3000 0000", true) { BestTime = Words }))) { By = "citizen", On = OpenHouse.Offered },
        new(typeof(IConversationGrain), nameof(IConversationGrain.AnswerNotice), ItsCitizen, AnswerNotice) { By = "citizen", On = OpenHouse.OfferedToo },
        new(typeof(IConversationGrain), nameof(IConversationGrain.Rate), ItsCitizen, ask => Reply.To(ask.Grain<IConversationGrain>().Rate(ask.Caller, new(true, 5, Words)))) { By = "citizen" },
        new(typeof(IConversationGrain), nameof(IConversationGrain.Anonymise), MusterItself, ask => Reply.To(ask.Grain<IConversationGrain>().Anonymise(ask.Caller))) { By = "system" },

        new(typeof(IReturnCodesGrain), nameof(IReturnCodesGrain.Keep), CitizensOfTheAgency, ask => Reply.To(ask.Grain<IReturnCodesGrain>().Keep(ask.Caller, HashOfACode))) { By = "citizen" },
        new(typeof(IReturnCodesGrain), nameof(IReturnCodesGrain.Find), MusterItself, ask => Reply.To(ask.Grain<IReturnCodesGrain>().Find(ask.Caller, HashOfACode))) { By = "system" }, // finds it where it has been kept

        new(typeof(IBanGrain), nameof(IBanGrain.Propose), MusterItself, ask => Reply.To(ask.Grain<IBanGrain>().Propose(ask.Caller, new(ask.Conversation, "R", "general", "hash", "somebody", "Sam", 1, Words)))) { By = "system" },
        new(typeof(IBanGrain), nameof(IBanGrain.Report), MusterItself, ask => Reply.To(ask.Grain<IBanGrain>().Report(ask.Caller, new(ask.Conversation, "R", "general", "Sam", Words, DateTimeOffset.UnixEpoch)))) { By = "system" },
        new(typeof(IBanGrain), nameof(IBanGrain.Approve), Deciders, ask => Reply.To(ask.Grain<IBanGrain>().Approve(ask.Caller, new(ask.Ban, "Robin")))) { By = "supervisor" },
        new(typeof(IBanGrain), nameof(IBanGrain.Refuse), Deciders, ask => Reply.To(ask.Grain<IBanGrain>().Refuse(ask.Caller, new(ask.Ban, "Robin")))) { By = "supervisor", On = OpenHouse.HeldToo },
        new(typeof(IBanGrain), nameof(IBanGrain.Lift), Deciders, ask => Reply.To(ask.Grain<IBanGrain>().Lift(ask.Caller, new(ask.Ban, "Robin")))) { By = "supervisor" },
        new(typeof(IBanGrain), nameof(IBanGrain.List), Supervisors, ask => Reply.To(ask.Grain<IBanGrain>().List(ask.Caller))) { Changes = false, By = "supervisor" },
        new(typeof(IBanGrain), nameof(IBanGrain.InForce), MusterItself, ask => Reply.To(ask.Grain<IBanGrain>().InForce(ask.Caller))) { Changes = false, By = "system" },

        new(typeof(IAgentGrain), nameof(IAgentGrain.Watch), Themselves, ask => Reply.To(ask.Grain<IAgentGrain>().Watch(ask.Caller, ask.Ears.OfAgent))) { Changes = false },
        new(typeof(IAgentGrain), nameof(IAgentGrain.Renew), Themselves, ask => Reply.To(ask.Grain<IAgentGrain>().Renew(ask.Caller))) { Changes = false },
        new(typeof(IAgentGrain), nameof(IAgentGrain.SetPresence), Themselves, ask => Reply.To(ask.Grain<IAgentGrain>().SetPresence(ask.Caller, new(Presence.Away, null)))),
        new(typeof(IAgentGrain), nameof(IAgentGrain.SetPresenceFor), ItsSupervisor, ask => Reply.To(ask.Grain<IAgentGrain>().SetPresenceFor(ask.Caller, Presence.Busy))) { By = "supervisor" },
        new(typeof(IAgentGrain), nameof(IAgentGrain.Accept), Themselves, ask => Reply.To(ask.Grain<IAgentGrain>().Accept(ask.Caller, ask.Conversation))) { On = OpenHouse.Offered },
        new(typeof(IAgentGrain), nameof(IAgentGrain.Decline), Themselves, ask => Reply.To(ask.Grain<IAgentGrain>().Decline(ask.Caller, ask.Conversation))) { On = OpenHouse.OfferedToo },
        new(typeof(IAgentGrain), nameof(IAgentGrain.TakeOver), Nobody, TakeOver) { By = "supervisor", On = OpenHouse.OfferedToo },
        new(typeof(IConversationGrain), nameof(IConversationGrain.RecordContact), Holder, ask => Reply.To(ask.Grain<IConversationGrain>().RecordContact(ask.Caller, new(ContactOutcome.Reached, null, Words)))) { On = OpenHouse.Offered }, // accepted by now

        new(typeof(IAgencyGrain), nameof(IAgencyGrain.Calendar), CalendarReaders, ask => Reply.To(ask.Grain<IAgencyGrain>().Calendar(ask.Caller))) { Changes = false },
        new(typeof(IAgencyGrain), nameof(IAgencyGrain.Colleagues), Colleagues, ask => Reply.To(ask.Grain<IAgencyGrain>().Colleagues(ask.Caller))) { Changes = false },
        new(typeof(IAgencyGrain), nameof(IAgencyGrain.Lend), SupervisorsOfTheAgent, ask => Reply.To(ask.Grain<IAgencyGrain>().Lend(ask.Caller, new("zffoulkes", "asked", 60)))) { By = "supervisor" },
        new(typeof(IAgencyGrain), nameof(IAgencyGrain.AddAccount), KeepersOfAccounts, ask => Reply.To(ask.Grain<IAgencyGrain>().AddAccount(ask.Caller, NobodyYet))) { By = "system" },

        new(typeof(IAgencyGrain), nameof(IAgencyGrain.Register), KeepersOfAccounts, ask => Reply.To(ask.Grain<IAgencyGrain>().Register(ask.Caller, NobodyYet with { UserName = "nobody.else", Alias = "Nobody else" }))) { By = "system" },
        new(typeof(IAgencyGrain), nameof(IAgencyGrain.Accounts), RegisterReaders, ask => Reply.To(ask.Grain<IAgencyGrain>().Accounts(ask.Caller))) { Changes = false, By = "auditor" },
        new(typeof(IAgencyGrain), nameof(IAgencyGrain.ChangeAccount), Administrators, ask => Reply.To(ask.Grain<IAgencyGrain>().ChangeAccount(ask.Caller, AnotherAlias))) { By = "administrator" },
        new(typeof(IAgencyGrain), nameof(IAgencyGrain.EnableAccount), Administrators, ask => Reply.To(ask.Grain<IAgencyGrain>().EnableAccount(ask.Caller, "zffoulkes", false))) { By = "administrator" },
        new(typeof(IAgencyGrain), nameof(IAgencyGrain.ReviewAccount), Administrators, ask => Reply.To(ask.Grain<IAgencyGrain>().ReviewAccount(ask.Caller, "zffoulkes", InSpring))) { By = "administrator" },
        new(typeof(IAccountReportGrain), nameof(IAccountReportGrain.Read), RegisterReaders, ask => Reply.To(ask.Grain<IAccountReportGrain>().Read(ask.Caller))) { Changes = false, By = "auditor" },
        new(typeof(IAccountReportGrain), nameof(IAccountReportGrain.ReadOne), RegisterReaders, ask => Reply.To(ask.Grain<IAccountReportGrain>().ReadOne(ask.Caller, "zffoulkes"))) { Changes = false, By = "auditor" },
        new(typeof(IAccountGrain), nameof(IAccountGrain.Security), KeepersOfAccounts, ask => Reply.To(ask.Grain<IAccountGrain>().Security(ask.Caller))) { Changes = false, By = "administrator" },
        new(typeof(IAccountGrain), nameof(IAccountGrain.EndSessions), KeepersOfAccounts, ask => Reply.To(ask.Grain<IAccountGrain>().EndSessions(ask.Caller, null))) { By = "administrator" },
        new(typeof(IAccountGrain), nameof(IAccountGrain.ResetSecondFactor), KeepersOfAccounts, ask => Reply.To(ask.Grain<IAccountGrain>().ResetSecondFactor(ask.Caller))) { By = "administrator" },
        new(typeof(IAccountGrain), nameof(IAccountGrain.ResetPassword), KeepersOfAccounts, ask => Reply.To(ask.Grain<IAccountGrain>().ResetPassword(ask.Caller, "the-heron-by-the-pump"))) { By = "administrator" },
        new(typeof(IAuditGrain), nameof(IAuditGrain.Search), Auditors, ask => Reply.To(ask.Grain<IAuditGrain>().Search(ask.Caller, new(null, null, null, null, null, 0, 10)))) { Changes = false, By = "auditor" },
        new(typeof(IAuditGrain), nameof(IAuditGrain.Anomalies), Auditors, ask => Reply.To(ask.Grain<IAuditGrain>().Anomalies(ask.Caller, new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), [])))) { Changes = false, By = "auditor" },
        new(typeof(IAuditGrain), nameof(IAuditGrain.Verify), AuditorsAndMuster, ask => Reply.To(ask.Grain<IAuditGrain>().Verify(ask.Caller, new(null, null)))) { Changes = false, By = "auditor" },

        new(typeof(IQueueGrain), nameof(IQueueGrain.Board), BoardReaders, ask => Reply.To(ask.Grain<IQueueGrain>().Board(ask.Caller))) { Changes = false },
        new(typeof(IQueueGrain), nameof(IQueueGrain.SendNotice), ItsSupervisor, ask => Reply.To(ask.Grain<IQueueGrain>().SendNotice(ask.Caller, new("not-theirs", Words, "https://www.example.org/", 1)))) { By = "supervisor" },
        new(typeof(IQueueGrain), nameof(IQueueGrain.LookAtNotice), ItsSupervisor, ask => Reply.To(ask.Grain<IQueueGrain>().LookAtNotice(ask.Caller))) { Changes = false, By = "supervisor" },
        new(typeof(IQueueGrain), nameof(IQueueGrain.WithdrawNotice), ItsSupervisor, ask => Reply.To(ask.Grain<IQueueGrain>().WithdrawNotice(ask.Caller, "asked"))) { By = "supervisor" },
        new(typeof(IQueueGrain), nameof(IQueueGrain.Open), ItsSupervisor, ask => Reply.To(ask.Grain<IQueueGrain>().Open(ask.Caller))) { Changes = false, By = "supervisor" },
        new(typeof(ISweeperGrain), nameof(ISweeperGrain.Look), Watchers, ask => Reply.To(ask.Grain<ISweeperGrain>().Look(ask.Caller))) { Changes = false, By = "supervisor" },
        new(typeof(IMetricsGrain), nameof(IMetricsGrain.Figures), FigureReaders, ask => Reply.To(ask.Grain<IMetricsGrain>().Figures(ask.Caller))) { Changes = false, By = "supervisor" },
        new(typeof(IRegisterGrain), nameof(IRegisterGrain.All), MusterItself, ask => Reply.To(ask.Grain<IRegisterGrain>().All(ask.Caller))) { Changes = false, By = "system" },
    ];

    /// <summary>
    /// Methods that are not told who asks: by <c>Interface.Method</c>, the classes of the front that call it (null where only grains and the node do),
    /// and why nobody reaches somebody else's things through it.
    /// </summary>
    public static readonly ImmutableSortedDictionary<string, (string? InFront, string Why)> Unasked = new Dictionary<string, (string?, string)>
    {
        ["IConversationGrain.Start"] = ("Starts", "anybody may begin; the key is made one-way of the agency and the secret that the citizen brings"),
        ["IConversationGrain.Assign"] = (null, "an agent's grain, for itself and inside its agency"),
        ["IConversationGrain.ReturnToLine"] = (null, "an agent's grain, for itself and inside its agency"),
        ["IConversationGrain.WhoHolds"] = ("OpenDesk", "queues and agents check their books, and supervisors are shown who has what their queue has listed for them; tells no words"),
        ["IAgentGrain.Withdraw"] = (null, "the queue takes back what it has offered"),
        ["IConversationGrain.ConsultChanged"] = (null, "a consult tells the conversation it is for that it is to be asked"),
        ["IConsultGrain.Begin"] = (null, "the conversation that advice is sought on, inside its agency"),
        ["IConsultGrain.End"] = (null, "the conversation that advice is sought on, inside its agency"),
        ["IAgentGrain.Take"] = (null, "the queue gives"),
        ["IAgentGrain.Availability"] = (null, "the queue asks its own agents"),
        ["IAgentGrain.IsAvailable"] = (null, "the conversation asks whether it may come back to them"),
        ["IAgentGrain.Release"] = (null, "the conversation tells its holder"),
        ["IAgentGrain.WrapUp"] = (null, "the conversation tells its holder"),
        ["IAgentGrain.TakeAway"] = (null, "the conversation tells its holder"),
        ["IAgencyGrain.Look"] = ("KnownAgencies", "what an agency says of itself to everybody"),
        ["IAgencyGrain.Staffing"] = (null, "the queue asks who serves it"),
        ["IAgencyGrain.Member"] = (null, "an agent's grain asks about itself"),
        ["IAgencyGrain.AgentNamed"] = (null, "the conversation asks its own agency whom it is handed to"),
        ["IAccountGrain.Create"] = (null, "the agency's grain, which has asked who makes it"),
        ["IAccountGrain.SignIn"] = (null, "the password is what is asked for"),
        ["IAccountGrain.Enter"] = ("StaffSessions", "the password is what is asked for"),
        ["IAccountGrain.EnterByAssertion"] = ("StaffSessions", "what the agency's identity provider has signed is asked for"),
        ["IAccountGrain.Touch"] = ("StaffSessions, SessionEndpoints, AccountScreens", "as Session"),
        ["IAccountGrain.Lock"] = ("SessionEndpoints", "as Session"),
        ["IAccountGrain.Unlock"] = ("SessionEndpoints, AccountScreens", "as Session, and the password or a code"),
        ["IAccountGrain.ChangePassword"] = ("OwnAccountEndpoints, AccountScreens", "as Session, and the password"),
        ["IAccountGrain.BeginSecondFactor"] = ("OwnAccountEndpoints, AccountScreens", "as Session, and the password"),
        ["IAccountGrain.ConfirmSecondFactor"] = ("OwnAccountEndpoints, AccountScreens", "as Session, and a code"),
        ["IAccountGrain.RenewRecoveryCodes"] = ("OwnAccountEndpoints, AccountScreens", "as Session, and the password"),
        ["IAccountGrain.OwnSecurity"] = ("OwnAccountEndpoints, AccountScreens", "as Session"),
        ["IAccountGrain.EndOthers"] = ("OwnAccountEndpoints, AccountScreens", "as Session"),
        ["IAccountGrain.Session"] = ("StaffSessions", "the key comes from a cookie that a front has sealed, and its secret is asked for"),
        ["IAccountGrain.SignOut"] = ("StaffSessions", "as Session"),
        ["IAccountGrain.Stand"] = (null, "the agency's grain, which has asked who changes it"),
        ["IAccountGrain.LastSignInOn"] = (null, "the report, which has asked its agency for whom"),
        ["IAnonymiserGrain.Wake"] = (null, "every node does, again and again; it changes nothing that is not due"),
        ["IAuditGrain.Record"] = ("Exports, RefusalNotes", "everybody is recorded; it tells nothing"),
        ["IQueueGrain.Join"] = (null, "the conversation joins"),
        ["IQueueGrain.Leave"] = (null, "the conversation leaves"),
        ["IQueueGrain.Mark"] = (null, "the conversation says that it has become more urgent"),
        ["IQueueGrain.Notice"] = (null, "the conversation asks what its own line is told"),
        ["IQueueGrain.Ready"] = (null, "an agent's grain tells its queues"),
        ["IQueueGrain.Offered"] = (null, "an agent's grain tells the queue that offered"),
        ["IQueueGrain.Wake"] = (null, "every node does, again and again; it changes nothing that is not due"),
        ["IQueueGrain.Watch"] = ("Line", "how many wait, which the agency's page tells anybody; tells no ids"),
        ["ISweeperGrain.Wake"] = (null, "every node does, again and again; it only looks"),
        ["IMetricsGrain.Add"] = (null, "the conversation counts"),
        ["IMetricsGrain.Ensure"] = ("RefusedStarts", "the queue counts what has closed, the agent their time, the front whom it turned away; it tells nothing"),
        ["IMetricsGrain.Rebuild"] = (null, "the node counts anew"),
        ["IRegisterGrain.Add"] = (null, "the queue registers what has closed"),
        ["IClusterGrain.FingerprintOfFrontKeys"] = ("KeysAreOfCluster", "tells keys apart and gives none away; belongs to no agency"),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>There has to be something to answer: it is told to the line of <see cref="OpenHouse.OfferedToo"/> first, by one who may.</summary>
    private static async Task<Reply> AnswerNotice(Asking ask)
    {
        var agency = GrainKey.AgencyOf(ask.Key);
        var supervisor = Caller.Staff(Role.Supervisor, agency, "watcher", ["asked"]);
        await ask.Grains.GetGrain<IQueueGrain>(GrainKey.Of(agency, "asked")).SendNotice(supervisor, new("to-answer", "The bridge is open.", "https://www.example.org/", 10));
        return await Reply.To(ask.Grain<IConversationGrain>().AnswerNotice(ask.Caller, new("to-answer", Helped: false)));
    }

    /// <summary>A supervisor does it at a console of their own, where they have to be available.</summary>
    private static async Task<Reply> TakeOver(Asking ask)
    {
        var agency = GrainKey.AgencyOf(ask.Key);
        if (ask.Caller is not { Role: Role.Supervisor, StaffId: { } staffId } || ask.Caller.Agency != agency)
            return await Reply.To(ask.Grain<IAgentGrain>().TakeOver(ask.Caller, ask.Conversation, "not-theirs"));

        var own = ask.Grains.GetGrain<IAgentGrain>(GrainKey.Of(agency, staffId));
        await own.SetPresence(ask.Caller, new(Presence.Available, null));
        return await Reply.To(own.TakeOver(ask.Caller, ask.Conversation, "not-theirs"));
    }

    private const string HashOfACode = "00000000000000000000000000000000";

    private static NewAccount NobodyYet => new("nobody.yet", "a-password-for-tests", "No Body", "Nobody yet", Role.Viewer, ["general"], 1);

    private static ChangeAccount AnotherAlias => new("zffoulkes", "Alexa", Role.Agent, ["general", "permits"], 5, new Registration("Answers", ["Somebody"], $"x@{TestAgency.Domain}", InSpring));

    private static DateOnly InSpring => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddMonths(3);

    private static bool ItsSupervisor(Caller caller, Asked asked) => Home(caller, asked) && caller.Role == Role.Supervisor && InArea(caller, asked);

    private static bool Readers(Caller caller, Asked asked) => Home(caller, asked)
        && (ItsCitizen(caller, asked) || Holder(caller, asked) || caller.Role == Role.System
            || (caller.Role == Role.Supervisor && InArea(caller, asked))
            || (caller.Role == Role.RecordsOfficer && InArea(caller, asked) && asked.IsClosed));

    private static bool Writers(Caller caller, Asked asked) => ItsCitizen(caller, asked) || Holder(caller, asked);

    private static bool WritersAndSupervisors(Caller caller, Asked asked) => Writers(caller, asked) || ItsSupervisor(caller, asked);

    private static bool HolderAndSupervisors(Caller caller, Asked asked) => Holder(caller, asked) || ItsSupervisor(caller, asked);

    private static bool ItsCitizen(Caller caller, Asked asked) => Home(caller, asked) && caller.Role == Role.Citizen && caller.Conversation == asked.Key;

    private static bool Holder(Caller caller, Asked asked) => Themselves(caller, asked);

    private static bool Themselves(Caller caller, Asked asked) => Home(caller, asked) && caller.Role == Role.Agent && caller.StaffId == asked.Owner && asked.Owner is not null;

    /// <summary>Nobody else takes anything to somebody's console.</summary>
    private static bool Nobody(Caller caller, Asked asked) => false;

    private static bool CalendarReaders(Caller caller, Asked asked) =>
        Home(caller, asked) && new[] { Role.Agent, Role.Supervisor, Role.Viewer, Role.Administrator, Role.Auditor }.Contains(caller.Role);

    private static bool Colleagues(Caller caller, Asked asked) =>
        Home(caller, asked) && caller.Role is Role.Agent or Role.Supervisor or Role.Administrator or Role.System && Home(caller, asked);

    private static bool KeepersOfAccounts(Caller caller, Asked asked) => Home(caller, asked) && (caller.Role == Role.Administrator || caller.Role == Role.System);

    private static bool Administrators(Caller caller, Asked asked) => Home(caller, asked) && caller.Role == Role.Administrator;

    private static bool RegisterReaders(Caller caller, Asked asked) => Administrators(caller, asked) || Auditors(caller, asked);

    private static bool Auditors(Caller caller, Asked asked) => Home(caller, asked) && caller.Role == Role.Auditor;

    private static bool AuditorsAndMuster(Caller caller, Asked asked) => Auditors(caller, asked) || MusterItself(caller, asked);

    private static bool BoardReaders(Caller caller, Asked asked) => Home(caller, asked)
        && (caller.Role == Role.System || (InArea(caller, asked) && new[] { Role.Agent, Role.Supervisor, Role.Viewer }.Contains(caller.Role)));

    private static bool FigureReaders(Caller caller, Asked asked) => Home(caller, asked)
        && (caller.Role == Role.System || caller.Role == Role.Administrator || (InArea(caller, asked) && new[] { Role.Supervisor, Role.Viewer }.Contains(caller.Role)));

    private static bool Watchers(Caller caller, Asked asked) => Home(caller, asked) && new[] { Role.Supervisor, Role.Viewer }.Contains(caller.Role);

    /// <summary>Who is one of the agent's queues alone is told that they know nothing of the other: LoanRulesTests.</summary>
    private static bool SupervisorsOfTheAgent(Caller caller, Asked asked) => Supervisors(caller, asked) && caller.Areas.Any(area => area is "general" or "permits");

    private static bool CitizensOfTheAgency(Caller caller, Asked asked) =>
        Home(caller, asked) && caller.Role == Role.Citizen && caller.Conversation?.StartsWith($"{asked.Agency}/", StringComparison.Ordinal) == true;

    private static bool Supervisors(Caller caller, Asked asked) => Home(caller, asked) && caller.Role == Role.Supervisor;

    private static bool Deciders(Caller caller, Asked asked) => Supervisors(caller, asked) && InArea(caller, asked);

    private static bool MusterItself(Caller caller, Asked asked) => Home(caller, asked) && caller.Role == Role.System;

    private static bool Home(Caller caller, Asked asked) => string.Equals(caller.Agency, asked.Agency, StringComparison.Ordinal);

    private static bool InArea(Caller caller, Asked asked) => caller.Areas.Any(area => area == asked.Area);
}
