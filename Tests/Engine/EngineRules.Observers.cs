using Muster.Tests.Engine.Puppets;

namespace Muster.Tests.Engine;

/// <content>Whom grains call back.</content>
public abstract partial class EngineRules
{
    [Fact]
    public Task An_observer_hears_everything() => On(async grains =>
    {
        var listener = new Listener(Stage);
        var lines = Enumerable.Range(0, 100).Select(number => $"line {number}").ToArray();
        var speaker = grains.GetGrain<ISpeakerGrain>("speaker");
        await speaker.Subscribe(grains.CreateObjectReference<IListener>(listener));

        await speaker.Tell(lines);
        await Task.WhenAll(lines.Select(Stage.Moment));

        // In no order one could rely on: Orleans does not keep it between processes.
        Assert.Equal(lines.Order(), Stage.Log.Order());
        GC.KeepAlive(listener);
    });

    [Fact]
    public Task An_observer_can_be_asked() => On(async grains =>
    {
        var listener = new Listener(Stage);
        var speaker = grains.GetGrain<ISpeakerGrain>("speaker");
        await speaker.Subscribe(grains.CreateObjectReference<IListener>(listener));

        Assert.Equal("ready? yes", await speaker.Ask("ready"));
        GC.KeepAlive(listener);
    });

    [Fact]
    public Task A_reference_subscribed_twice_is_one_observer() => On(async grains =>
    {
        var listener = new Listener(Stage);
        var reference = grains.CreateObjectReference<IListener>(listener);
        var speaker = grains.GetGrain<ISpeakerGrain>("speaker");

        await speaker.Subscribe(reference);

        Assert.Equal(1, await speaker.Subscribe(reference));
        GC.KeepAlive(listener);
    });

    [Fact]
    public Task A_deleted_reference_hears_nothing() => On(async grains =>
    {
        var (deleted, kept) = (new Listener(Stage), new Listener(Stage));
        var reference = grains.CreateObjectReference<IListener>(deleted);
        var speaker = grains.GetGrain<ISpeakerGrain>("speaker");
        await speaker.Subscribe(reference);
        await speaker.Subscribe(grains.CreateObjectReference<IListener>(kept));

        grains.DeleteObjectReference<IListener>(reference);
        await speaker.Tell("one", "two");
        await Task.WhenAll(Stage.Moment("one"), Stage.Moment("two"));

        Assert.Equal(["one", "two"], Stage.Log.Order());
        GC.KeepAlive(deleted);
        GC.KeepAlive(kept);
    });
}
