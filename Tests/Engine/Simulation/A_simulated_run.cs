#if ENGINE_EMBEDDED
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Muster.Tests.Engine.Puppets;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Engine.Simulation;

/// <summary>The same seed gives the same run; time is virtual; nothing escapes unseen.</summary>
public sealed class A_simulated_run
{
    private const string ChildSeed = "MUSTER_TESTS_TRACE_SEED";

    private readonly Stage _stage = new();

    [Fact]
    public void Is_repeated_by_its_seed()
    {
        var (first, again) = (Crowd.Run(7), Crowd.Run(7));

        Assert.Equal(first.Trace, again.Trace);
        Assert.Equal(first.Log, again.Log);
    }

    [Fact]
    public void Differs_with_another_seed() => Assert.NotEqual(Crowd.Run(7).Trace, Crowd.Run(8).Trace);

    [Fact]
    public async Task Is_repeated_in_another_process()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(A_simulated_run).Assembly.Location);
        }

        foreach (var argument in (string[])["-noColor", "-showLiveOutput", "-explicit", "only", "-method", $"{typeof(A_simulated_run).FullName}.{nameof(Prints_its_trace)}"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[ChildSeed] = "11";
        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains($"trace of 11 is {Crowd.Run(11).Trace}", output, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public void Prints_its_trace()
    {
        var seed = ulong.Parse(Environment.GetEnvironmentVariable(ChildSeed) ?? "1", CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper!.WriteLine($"trace of {seed} is {Crowd.Run(seed).Trace}");
    }

    [Fact]
    public void Meets_every_kind_of_fault_in_some_seeds()
    {
        var counts = Enumerable.Range(1, 40).SelectMany(seed => Crowd.Run((ulong)seed).Faults.Counts).ToLookup(count => count.Key, count => count.Value);

        Assert.All(
            Enum.GetValues<FaultKind>().Where(kind => kind is not FaultKind.None and < FaultKind.ReadDelayed),
            kind => Assert.True(counts[kind].Sum() > 0, $"{kind} never struck"));
    }

    [Fact]
    public void Waits_a_day_in_no_time()
    {
        using var cluster = Cluster();
        var client = cluster.Client("patient");
        var before = cluster.Now;

        cluster.RunUntil(client.Run(() => Task.Delay(TimeSpan.FromDays(1), client.Time)), TimeSpan.FromDays(2));

        Assert.Equal(TimeSpan.FromDays(1), cluster.Now - before);
    }

    [Fact]
    public void Copies_even_what_is_immutable()
    {
        using var cluster = Cluster();
        var client = cluster.Client("sender");
        var sealedParcel = new SealedParcel("gold");

        var received = Ask(cluster, client, () => client.Grains.GetGrain<IPostGrain>("post").Anything(sealedParcel));

        Assert.Equal(sealedParcel, received);
        Assert.NotSame(sealedParcel, received);
    }

    [Fact]
    public void Copies_exceptions()
    {
        using var cluster = Cluster();
        var client = cluster.Client("sender");

        var failure = Assert.Throws<InvalidOperationException>(() =>
            cluster.RunUntil(client.Run(() => client.Grains.GetGrain<IPuppetGrain>("puppet").Fail("as told")), TimeSpan.FromMinutes(1)));

        Assert.Equal("as told", failure.Message);
        Assert.Contains(nameof(PuppetGrain), failure.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_who_waits_for_whom_when_it_does_not_come()
    {
        using var cluster = Cluster();
        var client = cluster.Client("caller");
        _ = client.Run(() => client.Grains.GetGrain<IPuppetGrain>("one").Play("endless"));

        var failure = Assert.Throws<SimulationException>(() => cluster.RunUntil(() => false, TimeSpan.FromSeconds(20)));

        Assert.Contains("caller waits for test-puppet/one IPuppetGrain.Play", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fails_when_nothing_can_ever_happen_again()
    {
        using var cluster = Cluster();
        var client = cluster.Client("sleeper");
        var never = new TaskCompletionSource();

        var failure = Assert.Throws<SimulationException>(() => cluster.RunUntil(client.Run(() => never.Task), TimeSpan.FromDays(1)));

        Assert.Contains("Deadlock", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_when_code_escapes_to_the_thread_pool()
    {
        using var cluster = Cluster();
        var client = cluster.Client("fugitive");
        var escaped = new TaskCompletionSource();
        _ = client.Run(async () =>
        {
#pragma warning disable RS0030 // The escape is what is tested.
            await Task.Run(escaped.SetResult);
#pragma warning restore RS0030
        });

        var failure = await Assert.ThrowsAsync<SimulationException>(async () =>
        {
            cluster.RunUntilIdle(TimeSpan.FromSeconds(1));
            await escaped.Task;
            cluster.RunFor(TimeSpan.FromSeconds(1));
        });

        Assert.Contains("escaped", failure.Message, StringComparison.Ordinal);
    }

    private static T Ask<T>(SimulatedCluster cluster, SimulatedClient client, Func<Task<T>> question)
    {
        T answer = default!;
        cluster.RunUntil(client.Run(async () => answer = await question()), TimeSpan.FromMinutes(5));
        return answer;
    }

    private SimulatedCluster Cluster() => new(1, (silo, _) => silo.Services.AddSingleton(_stage));
}
#endif
