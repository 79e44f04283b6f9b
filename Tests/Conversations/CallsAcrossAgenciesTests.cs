#if ENGINE_EMBEDDED
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Whoever reaches across agencies is refused by whatever is asked, and noted once with ids alone (S97).</summary>
public sealed class CallsAcrossAgenciesTests
{
    private const string Words = "for nobody's log";

    public static TheoryData<string> CallsOfStaff =>
    [
        "post", "note", "tag", "closing question", "transfer", "close", "typing", "read mark", "read", "look", "watch",
        "presence", "renew", "agent watch", "accept", "decline", "board",
    ];

    [Theory, MemberData(nameof(CallsOfStaff))]
    public async Task Staff_of_another_agency_are_refused_and_noted(string call)
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await Talking(cluster);
        var foreign = Caller.Staff(Role.Agent, "other", alex.StaffId, [Some.Queue]); // by some mistake with the holder's own id

        var refusal = await RefusalOf(call, foreign, cluster, alex, robin);

        Assert.NotNull(refusal);
        var asked = call == "board" ? Some.QueueKey : call is "presence" or "renew" or "agent watch" or "accept" or "decline" ? $"demo/{alex.StaffId}" : robin.Key;
        await OneNote(cluster, $"Agent {alex.StaffId} of agency other asked agency demo for {asked} and was refused");
    }

    public static TheoryData<string> CallsOfCitizens => ["post", "closing answer", "close", "rate", "connected", "read", "look", "watch"];

    [Theory, MemberData(nameof(CallsOfCitizens))]
    public async Task A_citizen_of_another_agency_is_refused_and_noted(string call)
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await Talking(cluster);
        var foreign = Caller.Citizen("other", robin.Key);

        var refusal = await RefusalOf(call, foreign, cluster, alex, robin);

        Assert.NotNull(refusal);
        await OneNote(cluster, $"Citizen {robin.Key} of agency other asked agency demo for {robin.Key} and was refused");
    }

    [Fact]
    public async Task Those_of_the_agency_are_not_noted_whether_refused_or_not()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await Talking(cluster);

        foreach (var call in (string[])[.. CallsOfStaff.Select(row => row.Data), .. CallsOfCitizens.Select(row => row.Data)])
            await RefusalOf(call, call is "closing answer" or "rate" or "connected" ? robin.Caller : alex.Caller, cluster, alex, robin);

        Assert.DoesNotContain(cluster.Logged.Lines.All, line => line.Contains("was refused", StringComparison.Ordinal));
    }

    private static async Task OneNote(ChatCluster cluster, string note)
    {
        await cluster.Logged.Lines.Until($"it is noted: {note}", line => line == note);
        Assert.Single(cluster.Logged.Lines.All, line => line.Contains("was refused", StringComparison.Ordinal));
        Assert.DoesNotContain(cluster.Logged.Lines.All, line => line.Contains(Words, StringComparison.Ordinal));
    }

    private static async Task<Refusal?> RefusalOf(string call, Caller caller, ChatCluster cluster, AgentAtWork alex, CitizenAtHome robin) => call switch
    {
        "post" => (await robin.Grain.Post(caller, new PostMessage("m-1", Words))).Refusal,
        "note" => (await robin.Grain.Note(caller, new AddNote(Words))).Refusal,
        "tag" => (await robin.Grain.Tag(caller, new TagConversation([Words]))).Refusal,
        "closing question" => (await robin.Grain.AskClosing(caller)).Refusal,
        "closing answer" => (await robin.Grain.AnswerClosing(caller, moreHelp: false)).Refusal,
        "transfer" => (await robin.Grain.Transfer(caller, new TransferConversation(Some.OtherQueue, null, Words))).Refusal,
        "close" => (await robin.Grain.Close(caller, Some.Close(note: Words))).Refusal,
        "rate" => (await robin.Grain.Rate(caller, new RateConversation(true, 5, Words))).Refusal,
        "typing" => await Untold(robin.Grain.Typing(caller)),
        "read mark" => await Untold(robin.Grain.MarkRead(caller, 3)),
        "connected" => await Untold(robin.Grain.Connected(caller, isConnected: true)),
        "read" => (await robin.Grain.Read(caller, 0, 500)).Refusal,
        "look" => (await robin.Grain.Look(caller)).Refusal,
        "watch" => (await robin.Grain.Watch(caller, cluster.Grains.CreateObjectReference<IConversationWatcher>(robin.Screen), 0)).Refusal,
        "presence" => (await alex.Grain.SetPresence(caller, new SetPresence(Presence.Busy, null))).Refusal,
        "renew" => (await alex.Grain.Renew(caller)).Refusal,
        "agent watch" => (await alex.Grain.Watch(caller, cluster.Grains.CreateObjectReference<IAgentWatcher>(alex))).Refusal,
        "accept" => (await alex.Grain.Accept(caller, robin.Key)).Refusal,
        "decline" => (await alex.Grain.Decline(caller, robin.Key)).Refusal,
        _ => (await cluster.Queue.Board(caller)).Refusal,
    };

    /// <summary>What may get lost is answered to nobody.</summary>
    private static async Task<Refusal> Untold(Task told)
    {
        await told;
        return Refusal.NotFound;
    }

    private static async Task<(AgentAtWork, CitizenAtHome)> Talking(ChatCluster cluster)
    {
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        return (alex, robin);
    }
}
#endif
