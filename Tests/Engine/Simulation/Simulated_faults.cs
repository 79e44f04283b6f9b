#if ENGINE_EMBEDDED
using Microsoft.Extensions.DependencyInjection;
using Muster.Tests.Engine.Puppets;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Engine.Simulation;

/// <summary>What each fault does, and what it leaves alone.</summary>
public sealed class Simulated_faults
{
    private static readonly GrainId Puppet = GrainId.Create("test-puppet", "puppet");
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    private readonly Stage _stage = new();

    [Fact]
    public void A_crash_ends_activations_without_a_word_and_the_next_call_makes_another_elsewhere()
    {
        using var cluster = Cluster();
        var (client, puppet) = Caller(cluster);
        var first = Ask(cluster, client, puppet.ActivationNumber);
        var silo = cluster.SiloOf(Puppet)!;

        silo.Crash();
        cluster.RunFor(TimeSpan.FromSeconds(11));
        var second = Ask(cluster, client, puppet.ActivationNumber);

        Assert.Equal(first + 1, second);
        Assert.NotSame(silo, cluster.SiloOf(Puppet));
        Assert.Empty(_stage.Log);
    }

    [Fact]
    public void A_crash_fails_the_waiting_caller_and_what_was_awaited_never_goes_on()
    {
        using var cluster = Cluster();
        var (client, puppet) = Caller(cluster);
        var playing = client.Run(() => puppet.Play("scene"));
        cluster.RunUntil(_stage.Moment("scene begins"), AnHour);

        cluster.SiloOf(Puppet)!.Crash();
        _stage.Reach("scene may end");

        Assert.Throws<SiloUnavailableException>(() => cluster.RunUntil(playing, AnHour));
        Assert.Equal(["scene begins"], _stage.Log);
    }

    [Fact]
    public void A_crash_is_told_to_storage_and_a_restart_is_another_epoch()
    {
        using var cluster = Cluster();
        var silo = cluster.Silos[0];
        var told = new List<int>();
        silo.Crashed += dead => told.Add(dead.Epoch);

        silo.Crash();
        silo.Restart();

        Assert.Equal([1], told);
        Assert.Equal((2, true), (silo.Epoch, silo.IsUp));
    }

    [Fact]
    public void A_dead_silo_is_named_by_the_others_until_they_notice()
    {
        using var cluster = Cluster();
        var (client, _) = Caller(cluster);
        var management = client.Grains.GetGrain<IManagementGrain>(0);
        Assert.Equal(3, Ask(cluster, client, () => management.GetHosts(true)).Count);

        cluster.Silos.First(silo => silo != cluster.SiloOf(management.GetGrainId())).Crash();
        cluster.RunFor(TimeSpan.FromSeconds(11));

        Assert.Equal(2, Ask(cluster, client, () => management.GetHosts(true)).Count);
    }

    [Fact]
    public void A_moved_grain_is_deactivated_in_order()
    {
        using var cluster = Cluster();
        var (client, puppet) = Caller(cluster);
        var first = Ask(cluster, client, puppet.ActivationNumber);

        cluster.Move(Puppet);

        Assert.Equal(first + 1, Ask(cluster, client, puppet.ActivationNumber));
        Assert.Equal(["puppet deactivates: Migrating"], _stage.Log);
    }

    [Fact]
    public void A_grain_that_vanishes_is_not_deactivated()
    {
        using var cluster = Cluster();
        var (client, puppet) = Caller(cluster);
        var first = Ask(cluster, client, puppet.ActivationNumber);

        cluster.MoveWithoutDeactivation(Puppet);

        Assert.Equal(first + 1, Ask(cluster, client, puppet.ActivationNumber));
        Assert.Empty(_stage.Log);
    }

    [Fact]
    public void A_forgotten_activation_runs_on_beside_the_new_one_and_ends_as_a_duplicate()
    {
        using var cluster = Cluster();
        var (client, puppet) = Caller(cluster);
        _ = client.Run(() => puppet.Play("scene"));
        cluster.RunUntil(_stage.Moment("scene begins"), AnHour);

        cluster.MakeSecondActivation(Puppet, TimeSpan.FromSeconds(20));
        var numbers = Enumerable.Range(0, 20).Select(_ => Ask(cluster, client, () => TryNumber(puppet))).ToHashSet();
        _stage.Reach("scene may end");
        cluster.RunUntil(_stage.Moment("puppet deactivates"), AnHour);

        Assert.Contains(2, numbers);
        Assert.Equal(["scene begins", "scene ends", "puppet deactivates: DuplicateActivation"], _stage.Log);
    }

    [Fact]
    public void A_silo_that_is_cut_off_runs_on_while_its_grains_are_made_elsewhere()
    {
        using var cluster = Cluster();
        var (client, _) = Caller(cluster);
        var clock = client.Grains.GetGrain<ITimekeeperGrain>("clock");
        cluster.RunUntil(client.Run(() => clock.StartTicking(TimeSpan.FromSeconds(1), keepAlive: true)), AnHour);
        var cutOff = cluster.SiloOf(clock.GetGrainId())!;

        cutOff.Partition(TimeSpan.FromSeconds(60));
        cluster.RunUntil(_stage.Moment("tick 20"), AnHour);
        cluster.RunUntil(client.Run(clock.StopTicking), AnHour);

        Assert.NotSame(cutOff, cluster.SiloOf(clock.GetGrainId()));
        cluster.RunFor(TimeSpan.FromSeconds(60));
        Assert.DoesNotContain("tick 62", _stage.Log);
        Assert.Equal(2, cutOff.Epoch);
    }

    [Fact]
    public void A_call_whose_answer_is_lost_was_executed_and_times_out()
    {
        using var cluster = Cluster(new FaultSchedule(1).With(FaultKind.AnswerLost, 1, most: 1));
        var (client, puppet) = Caller(cluster);

        Assert.Throws<TimeoutException>(() => cluster.RunUntil(client.Run(() => puppet.Say("line")), AnHour));

        Assert.Equal(["line"], _stage.Log);
    }

    [Fact]
    public void A_lost_call_was_not_executed_and_times_out()
    {
        using var cluster = Cluster(new FaultSchedule(1).With(FaultKind.CallLost, 1, most: 1));
        var (client, puppet) = Caller(cluster);

        Assert.Throws<TimeoutException>(() => cluster.RunUntil(client.Run(() => puppet.Say("line")), AnHour));

        Assert.Empty(_stage.Log);
    }

    [Fact]
    public void A_lost_notification_is_missed_by_nobody_but_its_observer()
    {
        using var cluster = Cluster(new FaultSchedule(1).With(FaultKind.NotificationLost, 1, most: 1));
        var (client, _) = Caller(cluster);
        var speaker = client.Grains.GetGrain<ISpeakerGrain>("speaker");

        cluster.RunUntil(
            client.Run(async () =>
            {
                await speaker.Subscribe(client.Grains.CreateObjectReference<IListener>(new Listener(_stage)));
                await speaker.Tell("one", "two");
            }),
            AnHour);
        cluster.RunUntil(_stage.Moment("two"), AnHour);

        Assert.Equal(["two"], _stage.Log);
    }

    [Fact]
    public void A_reordered_call_is_overtaken_by_the_next_of_its_sender()
    {
        using var cluster = Cluster(new FaultSchedule(1).With(FaultKind.CallReordered, 1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), most: 1));
        var (client, puppet) = Caller(cluster);

        cluster.RunUntil(client.Run(() => Task.WhenAll(puppet.Say("first"), puppet.Say("second"))), AnHour);

        Assert.Equal(["second", "first"], _stage.Log);
    }

    [Fact]
    public void A_delayed_call_keeps_its_place_before_the_next_of_its_sender()
    {
        using var cluster = Cluster(new FaultSchedule(1).With(FaultKind.CallDelayed, 1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), most: 1));
        var (client, puppet) = Caller(cluster);

        cluster.RunUntil(client.Run(() => Task.WhenAll(puppet.Say("first"), puppet.Say("second"))), AnHour);

        Assert.Equal(["first", "second"], _stage.Log);
    }

    [Fact]
    public void A_crashed_client_stops_where_it_is_and_starts_afresh()
    {
        using var cluster = Cluster();
        var (client, puppet) = Caller(cluster);
        _ = client.Run(async () =>
        {
            await puppet.Say("before");
            await puppet.Say("after");
        });
        cluster.RunUntil(_stage.Moment("before"), AnHour);

        client.Crash();
        cluster.RunFor(TimeSpan.FromMinutes(1));

        Assert.Equal(["before"], _stage.Log);
        Assert.Equal((2, true), (cluster.Client("caller").Life, cluster.Client("caller").IsUp));
    }

    [Fact]
    public void A_silo_that_stops_in_order_deactivates_its_grains()
    {
        using var cluster = Cluster();
        var (client, puppet) = Caller(cluster);
        Ask(cluster, client, puppet.ActivationNumber);

        cluster.RunUntil(cluster.SiloOf(Puppet)!.Stop(), AnHour);

        Assert.Equal(["puppet deactivates: ShuttingDown"], _stage.Log);
        Assert.Equal(2, Ask(cluster, client, puppet.ActivationNumber));
    }

    private static (SimulatedClient Client, IPuppetGrain Puppet) Caller(SimulatedCluster cluster)
    {
        var client = cluster.Client("caller");
        return (client, client.Grains.GetGrain<IPuppetGrain>("puppet"));
    }

    private static async Task<int> TryNumber(IPuppetGrain puppet)
    {
        try
        {
            return await puppet.ActivationNumber();
        }
        catch (TimeoutException)
        {
            return 0; // the forgotten one is busy
        }
    }

    private static T Ask<T>(SimulatedCluster cluster, SimulatedClient client, Func<Task<T>> question)
    {
        T answer = default!;
        cluster.RunUntil(client.Run(async () => answer = await question()), AnHour);
        return answer;
    }

    private SimulatedCluster Cluster(IFaultPlan? faults = null) =>
        new(1, (silo, _) => silo.Services.AddSingleton(_stage), new() { Faults = faults ?? new NoFaults() });
}
#endif
