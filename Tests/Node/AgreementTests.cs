using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Agencies;
using Muster.Identity;
using Muster.Silo.Configuration;
using Muster.Silo.Health;
using Muster.Tests.Front;
using Muster.Tests.Storage;
using Muster.WebFront.Security;

namespace Muster.Tests.Node;

/// <summary>A process that was given something else than the rest of its cluster says so before anybody suffers from it.</summary>
public sealed class AgreementTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly GrainsThatSay _grains = GrainsThatSay.Create();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1", "1", true)]
    [InlineData("1 2", "1 2", true)]
    [InlineData("1", "2", false)]
    [InlineData("1", "1 2", false)]
    [InlineData("1 2", "2 1", false)]
    public async Task A_front_is_ready_with_the_keys_of_the_nodes_alone(string ofNodes, string ofFront, bool isReady)
    {
        _grains.Say<IClusterGrain, string>(IClusterGrain.Key, Keys(ofNodes).Fingerprint());
        var check = new KeysAreOfCluster(_grains.Factory, Keys(ofFront), new FrontSettings { Keys = "/etc/front.json" }, TimeProvider.System);

        var result = await check.CheckHealthAsync(new HealthCheckContext(), Stop);

        Assert.Equal(isReady ? HealthStatus.Healthy : HealthStatus.Unhealthy, result.Status);
        if (!isReady) Assert.StartsWith("Muster:Keys: /etc/front.json does not hold the keys that belong to this cluster's nodes", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fingerprint_shows_nothing_of_a_key()
    {
        var keys = Keys("1 2");

        var shown = keys.Fingerprint();

        Assert.Matches("^[0-9a-f]{16}$", shown);
        Assert.All(keys.Masters, key => Assert.DoesNotContain(shown[..4], Convert.ToHexStringLower(key.Span), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_whose_agencies_are_others_says_which()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "agencies", "demo.json"), _scratch.File("demo.json"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "agencies", "library.json"), _scratch.File("library.json"));
        var files = new AgencyFiles(_scratch.Path, NullLogger<AgencyFiles>.Instance);
        var check = new GrainsAnswer(files, _grains.Factory, TimeProvider.System);
        foreach (var agency in files.All) Answer(agency.Id, new AgencyView(Copy(agency), [], default));

        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(new HealthCheckContext(), Stop)).Status);

        var library = files.All.Single(agency => agency.Id == "library");
        Answer("library", new AgencyView(library with { Queues = [library.Queues[0] with { Id = "another" }, .. library.Queues[1..]] }, [], default));
        Assert.Equal((HealthStatus.Degraded, "library: other settings at the node that answers for it; give every node the same agencies/*.json"), await Said());

        Answer("library", Refusal.UnknownAgency);
        Assert.Equal(HealthStatus.Degraded, (await Said()).Status);

        async Task<(HealthStatus Status, string? Description)> Said()
        {
            var result = await check.CheckHealthAsync(new HealthCheckContext(), Stop);
            return (result.Status, result.Description);
        }
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>As it comes over the wire: equal, and not the same.</summary>
    private static AgencySettings Copy(AgencySettings settings) => settings with { Queues = [.. settings.Queues], Hours = [.. settings.Hours], Tags = [.. settings.Tags] };

    private void Answer(string agency, Outcome<AgencyView> view) => _grains.Say<IAgencyGrain, Outcome<AgencyView>>(agency, view);

    private static TestKeys Keys(string seeds) => new([.. seeds.Split(' ').Select(byte.Parse)]);
}
