#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Records;

/// <summary>A conversation with more that names its citizen than is rewritten in one turn.</summary>
public sealed class AnonymiserPartsTests
{
    [Fact]
    public async Task A_long_conversation_is_gone_through_to_its_end()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { AnonymiseAfterDays = 30, Limits = new AgencyLimits(Burst: 10_000) });
        var citizen = cluster.Citizen();
        await citizen.Grain.Start(citizen.FirstWords with { Name = "Zebedee" });
        for (var message = 0; message < 600; message++)
            await citizen.Posts("One more");
        await citizen.Ends();
        await cluster.Pass(TimeSpan.FromSeconds(3)); // the queue registers what has closed

        await Work(cluster, TimeSpan.FromDays(30) - TimeSpan.FromHours(2));
        Assert.Contains("Zebedee", cluster.Journal.JsonOf(citizen.Key), StringComparison.Ordinal);
        await Work(cluster, TimeSpan.FromHours(4));

        var stored = cluster.Journal.JsonOf(citizen.Key);
        Assert.DoesNotContain("Zebedee", stored, StringComparison.Ordinal);
        Assert.Contains("One more", stored, StringComparison.Ordinal);
    }

    /// <summary>Lets time pass at once, and the work that is due then be done.</summary>
    private static async Task Work(ChatCluster cluster, TimeSpan time)
    {
        var anonymiser = cluster.Grains.GetGrain<IAnonymiserGrain>(Some.Agency);
        await anonymiser.Wake();
        cluster.Clock.Leap(time);
        for (var round = 0; round < 6; round++)
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(10));
            await anonymiser.Wake();
        }
    }
}
#endif
