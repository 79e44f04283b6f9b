using Muster.Agencies;
using Muster.Bans;
using Muster.Identity;
using Muster.Tests.Front;

namespace Muster.Tests.Isolation;

/// <summary>An agency where each of <see cref="Doors"/> and <see cref="GrainCalls"/> opens for somebody: without it, a test of refusals could not fail.</summary>
internal sealed class OpenHouse
{
    public const string Held = "held";
    public const string HeldToo = "held too";
    public const string Offered = "offered";
    public const string OfferedToo = "offered too";
    public const string Misused = "misused";

    private OpenHouse(TestAgency agency, IReadOnlyDictionary<string, TestClient> citizens, IReadOnlyDictionary<string, string> bans, IReadOnlyDictionary<string, Visitor> visitors) =>
        (Agency, Citizens, Bans, Visitors) = (agency, citizens, bans, visitors);

    public TestAgency Agency { get; }

    /// <summary>Whose conversation is in which state, all with the agent.</summary>
    public IReadOnlyDictionary<string, TestClient> Citizens { get; }

    /// <summary>The ids of bans that nobody has decided on, by the state of the conversation they come from. The misused one has none yet.</summary>
    public IReadOnlyDictionary<string, string> Bans { get; }

    public IReadOnlyDictionary<string, Visitor> Visitors { get; }

    public static async Task<OpenHouse> Of(FrontHost host)
    {
        var agency = await host.NewAgency(settings => settings with { Channels = [new Channel("Phone", "07 3000 0000", null)], Queues = [.. settings.Queues.Select(queue => queue with { OfferSeconds = 300 })] });
        await Neighbourhood.AddStaff(host, agency);
        var sam = await agency.Sam();
        var citizens = new Dictionary<string, TestClient>();
        await using var stream = await sam.Events("agents/me/events");
        await sam.Json("PUT", "agents/me/presence", new { status = "available", capacity = 5 });
        foreach (var (state, queue) in ((string, string)[])[(Held, "general"), (HeldToo, "general"), (Offered, "asked"), (OfferedToo, "asked"), (Misused, "general")])
        {
            var citizen = citizens[state] = await agency.Citizen("Good morning", queue, browser: $"the-browser-of-somebody-{state.Replace(' ', '-')}");
            await stream.Until(told => told.Kind is "assigned" or "offered" && told.Conversation == citizen.Conversation, state);
        }

        var bans = new Dictionary<string, string>();
        foreach (var (state, area) in ((string, string)[])[(Held, "general"), (HeldToo, "general"), (Offered, "asked")])
            bans[state] = await Propose(host, agency, citizens[state].Conversation, area);
        return new OpenHouse(agency, citizens, bans, (await Neighbourhood.VisitorsOf(agency, sam, citizens[Held])).ToDictionary(visitor => visitor.Name));
    }

    private static async Task<string> Propose(FrontHost host, TestAgency agency, string conversation, string area)
    {
        var proposal = new BanProposal(GrainKey.Of(agency.Id, conversation), "R", area, $"hash of {conversation}", agency.Staff["xquackenbush"].StaffId, "Sam", 1, "for reasons");
        return (await host.Grains.GetGrain<IBanGrain>(agency.Id).Propose(Caller.System(agency.Id), proposal)).Value!.Id;
    }
}
