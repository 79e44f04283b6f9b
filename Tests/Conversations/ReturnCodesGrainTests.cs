#if ENGINE_EMBEDDED
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Who keeps a code and who is told where it leads.</summary>
public sealed class ReturnCodesGrainTests
{
    private const string Hash = "00112233445566778899aabbccddeeff";

    [Fact]
    public async Task A_citizen_keeps_a_code_and_muster_itself_finds_where_it_leads()
    {
        await using var cluster = await ChatCluster.Start();

        var kept = await Codes(cluster).Keep(Some.Citizen, Hash);
        var found = await Codes(cluster).Find(Caller.System(Some.Agency), Hash);

        Assert.Equal(new ReturnPlace(Some.Key, cluster.Clock.GetUtcNow().AddHours(24)), kept.Value);
        Assert.Equal(kept.Value, found.Value);
    }

    [Fact]
    public async Task After_a_day_it_leads_nowhere()
    {
        await using var cluster = await ChatCluster.Start();
        await Codes(cluster).Keep(Some.Citizen, Hash);

        cluster.Clock.Leap(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        Assert.True((await Codes(cluster).Find(Caller.System(Some.Agency), Hash)).IsDone);
        cluster.Clock.Leap(TimeSpan.FromTicks(1));

        Assert.Equal(Refusal.NotFound, (await Codes(cluster).Find(Caller.System(Some.Agency), Hash)).Refusal);
    }

    [Fact]
    public async Task Nobody_but_a_citizen_of_the_agency_keeps_one()
    {
        await using var cluster = await ChatCluster.Start();
        Caller[] others =
        [
            Some.Agent(Some.Alex),
            Caller.Staff(Role.Supervisor, Some.Agency, "s", [Some.Queue]),
            Caller.Staff(Role.Administrator, Some.Agency, "a", []),
            Caller.System(Some.Agency),
            Caller.Citizen("other", "other/c-1"),
            Caller.Citizen("other", Some.Key),
            Some.Citizen with { Conversation = null },
        ];

        foreach (var other in others)
            Assert.Equal(Refusal.NotFound, (await Codes(cluster).Keep(other, Hash)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Codes(cluster).Find(Caller.System(Some.Agency), Hash)).Refusal);
    }

    [Fact]
    public async Task No_code_leads_out_of_the_agency()
    {
        await using var cluster = await ChatCluster.Start();

        var kept = await Codes(cluster).Keep(Caller.Citizen(Some.Agency, "other/c-1"), Hash);

        Assert.Equal(Refusal.NotFound, kept.Refusal);
    }

    [Fact]
    public async Task Nobody_but_muster_itself_is_told_where_one_leads()
    {
        await using var cluster = await ChatCluster.Start();
        await Codes(cluster).Keep(Some.Citizen, Hash);
        Caller[] others =
        [
            Some.Citizen,
            Some.Agent(Some.Alex),
            Caller.Staff(Role.Supervisor, Some.Agency, "s", [Some.Queue]),
            Caller.Staff(Role.Administrator, Some.Agency, "a", []),
            Caller.System("other"),
        ];

        foreach (var other in others)
            Assert.Equal(Refusal.NotFound, (await Codes(cluster).Find(other, Hash)).Refusal);
    }

    [Fact]
    public async Task A_code_outlives_the_process_that_kept_it()
    {
        await using var cluster = await ChatCluster.Start();
        await Codes(cluster).Keep(Some.Citizen, Hash);

        await using var twin = await cluster.Twin();

        Assert.Equal(Some.Key, (await Codes(twin).Find(Caller.System(Some.Agency), Hash)).Value?.Conversation);
    }

    [Fact]
    public async Task A_code_that_cannot_be_stored_is_not_given()
    {
        await using var cluster = await ChatCluster.Start();

        cluster.States.Refused = "codes";
        await Assert.ThrowsAnyAsync<Exception>(() => Codes(cluster).Keep(Some.Citizen, Hash));
        cluster.States.Refused = null;

        Assert.Equal(Refusal.NotFound, (await Codes(cluster).Find(Caller.System(Some.Agency), Hash)).Refusal);
    }

    private static IReturnCodesGrain Codes(ChatCluster cluster) => cluster.Grains.GetGrain<IReturnCodesGrain>(GrainKey.Of(Some.Agency, Hash[..2]));
}
#endif
