using Muster.Tests.Front;

namespace Muster.Tests.Isolation;

/// <summary>An agency where each of <see cref="Doors"/> and <see cref="GrainCalls"/> opens for somebody: without it, a test of refusals could not fail.</summary>
internal sealed class OpenHouse
{
    public const string Held = "held";
    public const string HeldToo = "held too";
    public const string Offered = "offered";
    public const string OfferedToo = "offered too";

    private OpenHouse(TestAgency agency, IReadOnlyDictionary<string, TestClient> citizens, IReadOnlyDictionary<string, Visitor> visitors) =>
        (Agency, Citizens, Visitors) = (agency, citizens, visitors);

    public TestAgency Agency { get; }

    /// <summary>Whose conversation is in which state, all with the agent.</summary>
    public IReadOnlyDictionary<string, TestClient> Citizens { get; }

    public IReadOnlyDictionary<string, Visitor> Visitors { get; }

    public static async Task<OpenHouse> Of(FrontHost host)
    {
        var agency = await host.NewAgency(settings => settings with { Queues = [.. settings.Queues.Select(queue => queue with { OfferSeconds = 300 })] });
        await Neighbourhood.AddStaff(host, agency);
        var sam = await agency.Sam();
        var citizens = new Dictionary<string, TestClient>();
        await using var stream = await sam.Events("agents/me/events");
        await sam.Json("PUT", "agents/me/presence", new { status = "available", capacity = 5 });
        foreach (var (state, queue) in ((string, string)[])[(Held, "general"), (HeldToo, "general"), (Offered, "asked"), (OfferedToo, "asked")])
        {
            var citizen = citizens[state] = await agency.Citizen("Good morning", queue);
            await stream.Until(told => told.Kind is "assigned" or "offered" && told.Conversation == citizen.Conversation, state);
        }

        return new OpenHouse(agency, citizens, (await Neighbourhood.VisitorsOf(agency, sam, citizens[Held])).ToDictionary(visitor => visitor.Name));
    }
}
