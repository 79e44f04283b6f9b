using Muster.Tests.Engine.Puppets;
using Orleans.Storage;

namespace Muster.Tests.Engine;

/// <content>How activations begin and end, and what they store.</content>
public abstract partial class EngineRules
{
    [Fact]
    public Task A_grain_that_wants_to_leave_finishes_its_turn_and_then_deactivates() => On(async grains =>
    {
        var puppet = Puppet(grains);
        var number = await puppet.ActivationNumber();
        var leaving = puppet.PlayAndLeave("scene");
        await Stage.Moment("scene begins");
        var waiting = puppet.ActivationNumber();

        Stage.Reach("scene may end");
        await leaving;

        Assert.Equal(number + 1, await waiting);
        Assert.Equal(["scene begins", "scene ends", "puppet deactivates: ApplicationRequested"], Stage.Log);
    });

    [Fact]
    public Task A_grain_that_cannot_be_activated_fails_its_callers_and_is_tried_again() => On(async grains =>
    {
        var notebook = grains.GetGrain<INotebookGrain>("unreadable");

        await Assert.ThrowsAsync<InvalidDataException>(notebook.Text);
        await Assert.ThrowsAsync<InvalidDataException>(notebook.Text);
    });

    [Fact]
    public Task Stored_state_is_read_before_activation() => On(async grains =>
    {
        var notebook = grains.GetGrain<INotebookGrain>("notebook");
        Assert.Equal(("empty", false), (await notebook.TextAtActivation(), await notebook.Exists()));

        await notebook.Write("dear diary");
        await notebook.Leave();

        Assert.Equal(("dear diary", true), (await notebook.TextAtActivation(), await notebook.Exists()));
    });

    [Fact]
    public Task What_is_not_written_is_gone_with_the_activation() => On(async grains =>
    {
        var notebook = grains.GetGrain<INotebookGrain>("notebook");
        await notebook.Write("written");
        await notebook.WriteUnsaved("unsaved");
        await notebook.Leave();

        Assert.Equal("written", await notebook.Text());
    });

    [Fact]
    public Task A_cleared_state_is_as_new() => On(async grains =>
    {
        var notebook = grains.GetGrain<INotebookGrain>("notebook");
        await notebook.Write("written");

        await notebook.Tear();

        Assert.Equal(("empty", false), (await notebook.Text(), await notebook.Exists()));
        await notebook.Write("again");
        Assert.True(await notebook.Exists());
    });

    [Fact]
    public Task A_stale_version_that_escapes_ends_the_activation() => On(async grains =>
    {
        var notebook = grains.GetGrain<INotebookGrain>("notebook");
        await notebook.WriteUnsaved("only in memory");

        await Assert.ThrowsAsync<InconsistentStateException>(notebook.WriteWithStaleVersion);

        Assert.Equal("empty", await notebook.Text());
    });

    [Fact]
    public Task An_idle_grain_is_collected_although_its_timer_ticks() => On(
        async grains =>
        {
            await grains.GetGrain<ITimekeeperGrain>("clock").StartTicking(TimeSpan.FromMilliseconds(200), keepAlive: false);

            await Stage.Moment("deactivates");

            Assert.Equal("deactivates: ActivationIdle", Stage.Log[^1]);
        },
        silo => silo.Configure<Orleans.Configuration.GrainCollectionOptions>(options =>
        {
            options.CollectionQuantum = TimeSpan.FromSeconds(1);
            options.CollectionAge = TimeSpan.FromSeconds(2);
        }));

    [Fact]
    public Task A_timer_ticks_until_it_is_stopped_and_survives_a_failing_tick() => On(async grains =>
    {
        var clock = grains.GetGrain<ITimekeeperGrain>("clock");
        await clock.StartTicking(TimeSpan.FromMilliseconds(20), keepAlive: true);

        await Stage.Moment("tick 5");
        await clock.StopTicking();

        Assert.Equal(["tick 1", "tick 2", "tick 3", "tick 4", "tick 5"], Stage.Log.Take(5));
    });

    [Fact]
    public Task A_tick_waits_for_the_running_call() => On(async grains =>
    {
        var clock = grains.GetGrain<ITimekeeperGrain>("clock");
        await clock.StartTicking(TimeSpan.FromMilliseconds(20), keepAlive: true);
        var playing = clock.Play("scene");
        await Stage.Moment("scene begins");
        await clock.StartBeatingBeside(TimeSpan.FromMilliseconds(20));
        await Stage.Moment("beat 5"); // so a tick was due

        Stage.Reach("scene may end");
        await playing;

        Assert.Equal(Array.IndexOf(Stage.Log, "scene begins") + 1, Array.IndexOf(Stage.Log, "scene ends"));
    });
}
