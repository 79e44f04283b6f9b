using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Who may see and write what (S72, C20): every role in every state, here and at another agency.</summary>
public sealed class ConversationAccessTests
{
    private static readonly Dictionary<string, Conversation> States = new()
    {
        ["unopened"] = Conversation.Unopened,
        ["waiting"] = Some.Waiting(),
        ["active"] = Some.Active(),
        ["wrap-up"] = Some.InWrapUp(),
        ["closed"] = Some.Closed(),
        ["abandoned"] = Some.Abandoned(),
        ["handed over by Alex"] = Some.Active().Then(new ConversationTransferred(Some.AlexAuthor, Some.Queue, null), new ConversationQueued(Some.Queue, 1, "transferred")),
        ["lost by Alex, held by Blake"] = Some.Active().Then(new ConversationQueued(Some.Queue, 1, "agent-lost"), new AgentJoined(Author.Agent(Some.Blake, "B"), Some.Queue)),
        ["in another queue"] = Some.Active().Then(new ConversationQueued(Some.OtherQueue, 1, "transferred")),
        ["taken over by its supervisor"] = Some.Active().Then(new AgentLeft(Some.AlexAuthor, ReturnReason.TakenOver), new AgentJoined(Author.Agent("staff-sam", "S"), Some.Queue, IsTaken: true)),
        ["advised on by Blake"] = Some.Active().Then(
            new ConsultAsked(Some.AlexAuthor, "advice", Some.OtherQueue, null, null, null, null, null, "Which pump?"), new ConsultJoined(Author.Agent(Some.Blake, "B"), "advice", 3)),
    };

    private static readonly Dictionary<string, Caller> Callers = new()
    {
        ["its citizen"] = Some.Citizen,
        ["another citizen"] = Caller.Citizen(Some.Agency, "demo/c-2"),
        ["Alex"] = Some.Agent(Some.Alex),
        ["Blake"] = Some.Agent(Some.Blake),
        ["supervisor of the queue"] = Caller.Staff(Role.Supervisor, Some.Agency, "staff-sam", [Some.Queue]),
        ["supervisor of the queue no more"] = Caller.Staff(Role.Supervisor, Some.Agency, "staff-sam", [Some.OtherQueue]),
        ["supervisor of the queue, an agent now"] = Caller.Staff(Role.Agent, Some.Agency, "staff-sam", [Some.Queue]),
        ["supervisor of another queue"] = Caller.Staff(Role.Supervisor, Some.Agency, "staff-pat", [Some.OtherQueue]),
        ["supervisor of nothing"] = Caller.Staff(Role.Supervisor, Some.Agency, "staff-kit", []),
        ["administrator"] = Caller.Staff(Role.Administrator, Some.Agency, "staff-ada", [Some.Queue]),
        ["viewer of the queue"] = Caller.Staff(Role.Viewer, Some.Agency, "staff-vic", [Some.Queue]),
        ["records officer of the queue"] = Caller.Staff(Role.RecordsOfficer, Some.Agency, "staff-rae", [Some.Queue]),
        ["records officer of another queue"] = Caller.Staff(Role.RecordsOfficer, Some.Agency, "staff-ron", [Some.OtherQueue]),
        ["auditor"] = Caller.Staff(Role.Auditor, Some.Agency, "staff-odd", [Some.Queue]),
        ["Alex, an agent no more"] = Caller.Staff(Role.Viewer, Some.Agency, Some.Alex, [Some.Queue]),
        ["Blake, an agent no more"] = Caller.Staff(Role.Viewer, Some.Agency, Some.Blake, [Some.Queue]),
        ["assistant"] = new(Role.Assistant, Some.Agency, null, null, [Some.Queue]),
        ["Muster"] = Caller.System(Some.Agency),
    };

    private static readonly Dictionary<string, string[]> Readers = new()
    {
        ["unopened"] = [],
        ["waiting"] = ["its citizen", "supervisor of the queue", "Muster"],
        ["active"] = ["its citizen", "Alex", "supervisor of the queue", "Muster"],
        ["wrap-up"] = ["its citizen", "Alex", "supervisor of the queue", "Muster"],
        ["closed"] = ["its citizen", "Alex", "supervisor of the queue", "records officer of the queue", "Muster"],
        ["abandoned"] = ["its citizen", "supervisor of the queue", "records officer of the queue", "Muster"],
        ["handed over by Alex"] = ["its citizen", "supervisor of the queue", "Muster"],
        ["lost by Alex, held by Blake"] = ["its citizen", "Blake", "supervisor of the queue", "Muster"],
        ["in another queue"] = ["its citizen", "supervisor of another queue", "supervisor of the queue no more", "Muster"],
        ["taken over by its supervisor"] = ["its citizen", "supervisor of the queue", "Muster"],
        ["advised on by Blake"] = ["its citizen", "Alex", "Blake", "supervisor of the queue", "Muster"],
    };

    private static readonly Dictionary<string, string> Holders = new()
    {
        ["active"] = "Alex",
        ["wrap-up"] = "Alex",
        ["closed"] = "Alex",
        ["lost by Alex, held by Blake"] = "Blake",
        ["taken over by its supervisor"] = "supervisor of the queue",
        ["advised on by Blake"] = "Alex",
    };

    public static TheoryData<string, string> Cases =>
        [.. States.Keys.SelectMany(state => Callers.Keys.Select(caller => (state, caller)))];

    [Theory, MemberData(nameof(Cases))]
    public void A_conversation_is_read_by_those_it_concerns_and_is_not_there_for_others(string state, string caller) =>
        Assert.Equal(Readers[state].Contains(caller), States[state].MayRead(Some.Key, Callers[caller]));

    [Theory, MemberData(nameof(Cases))]
    public void Only_its_citizen_and_its_holder_write(string state, string caller) =>
        Assert.Equal(
            Readers[state].Contains(caller) && (caller == "its citizen" || caller == Holders.GetValueOrDefault(state)),
            States[state].MayWrite(Some.Key, Callers[caller]));

    [Theory, MemberData(nameof(Cases))]
    public void Only_who_has_it_holds_it_and_only_who_advises_them_is_their_expert(string state, string caller)
    {
        Assert.Equal(caller == Holders.GetValueOrDefault(state), States[state].IsHeldBy(Some.Key, Callers[caller]));
        Assert.Equal((state, caller) == ("advised on by Blake", "Blake") ? "B" : null, States[state].ExpertAmong(Some.Key, Callers[caller])?.Name);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Nobody_of_another_agency_sees_or_writes_anything(string state, string caller)
    {
        var foreigner = Callers[caller] with { Agency = "elsewhere" };

        Assert.False(States[state].MayRead(Some.Key, foreigner));
        Assert.False(States[state].MayWrite(Some.Key, foreigner));
        Assert.False(States[state].WasTransferredBy(Some.Key, foreigner));
        Assert.False(States[state].IsHeldBy(Some.Key, foreigner));
        Assert.Null(States[state].ExpertAmong(Some.Key, foreigner));
    }

    [Fact]
    public void Whoever_handed_it_over_may_ask_for_that_receipt_again_and_nobody_else()
    {
        var state = States["handed over by Alex"];

        Assert.Equal(["Alex"], Callers.Keys.Where(caller => state.WasTransferredBy(Some.Key, Callers[caller])));
    }
}
