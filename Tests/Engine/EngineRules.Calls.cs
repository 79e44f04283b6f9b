using Orleans.Serialization;
using Muster.Tests.Engine.Puppets;

namespace Muster.Tests.Engine;

/// <content>What crosses a call.</content>
public abstract partial class EngineRules
{
    [Fact]
    public Task An_argument_is_isolated_from_the_moment_of_the_call() => On(async grains =>
    {
        var post = grains.GetGrain<IPostGrain>("post");
        var parcel = new Parcel("books", ["one"]);

        var keeping = post.Keep(parcel);
        parcel.Things.Add("two");
        await keeping;

        Assert.Equal(["one"], (await post.Kept()).Things);
    });

    [Fact]
    public Task An_answer_is_isolated_too() => On(async grains =>
    {
        var post = grains.GetGrain<IPostGrain>("post");
        await post.Keep(new("books", ["one"]));

        (await post.Kept()).Things.Add("two");

        Assert.Equal(["one"], (await post.Kept()).Things);
    });

    [Fact]
    public Task Numbered_members_and_record_parameters_travel_and_others_are_lost() => On(async grains =>
    {
        var sent = new FragileParcel("glass", ["vase"], 3) { Weight = 2, Note = "lost", Inside = new("box", []) { Weight = 1 } };

        var received = Assert.IsType<FragileParcel>(await grains.GetGrain<IPostGrain>("post").Send(sent));

        Assert.Equal(("glass", "vase", 3, 2, 1), (received.Label, Assert.Single(received.Things), received.Layers, received.Weight, received.Inside!.Weight));
        Assert.Null(received.Note);
    });

    [Fact]
    public Task What_occurs_twice_in_one_argument_arrives_as_one() => On(async grains =>
    {
        var parcel = new Parcel("one", []);

        Assert.True(await grains.GetGrain<IPostGrain>("post").HoldsOneTwice([parcel, parcel]));
    });

    [Fact]
    public Task A_ring_of_references_arrives_as_a_ring() => On(async grains =>
    {
        var parcel = new Parcel("ring", []);
        parcel.Inside = parcel;

        var received = await grains.GetGrain<IPostGrain>("post").Anything(parcel);

        Assert.Same(received, ((Parcel)received).Inside);
    });

    [Fact]
    public Task A_type_that_is_not_marked_is_refused() => On(grains =>
        Assert.ThrowsAsync<CodecNotFoundException>(() => grains.GetGrain<IPostGrain>("post").Anything(new Unmarked())));

    [Fact]
    public Task Plain_collections_and_values_travel() => On(async grains =>
    {
        var post = grains.GetGrain<IPostGrain>("post");

        Assert.Equal(new Dictionary<string, int[]> { ["a"] = [1, 2] }, await post.Anything(new Dictionary<string, int[]> { ["a"] = [1, 2] }));
        Assert.Equal((1, "two"), await post.Anything((1, "two")));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(1)), await post.Anything(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(1))));
        Assert.Equal(DayOfWeek.Friday, await post.Anything(DayOfWeek.Friday));
    });

    [Fact]
    public Task An_exception_crosses_the_call() => On(async grains =>
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Puppet(grains).Fail("as told"));

        Assert.Equal("as told", failure.Message);
    });

    [Fact]
    public Task A_one_way_call_is_executed_and_tells_nothing() => On(async grains =>
    {
        await Puppet(grains).HintAndFail();
        await Puppet(grains).Hint("hint");

        await Stage.Moment("hint");
    });

    [Fact]
    public Task A_one_way_call_does_not_wait() => On(async grains =>
    {
        var playing = Puppet(grains).Play("scene");
        await Stage.Moment("scene begins");

        await Puppet(grains).Hint("hint");

        Assert.DoesNotContain("hint", Stage.Log);
        Stage.Reach("scene may end");
        await playing;
        await Stage.Moment("hint");
    });

    [Fact]
    public Task The_request_context_goes_along_and_does_not_come_back() => On(async grains =>
    {
        RequestContext.Set("topic", "weather");

        Assert.Equal("weather", await Puppet(grains).Topic());
        Assert.Equal("taxes", await Puppet(grains).ChangeTopic("taxes"));
        Assert.Equal("weather", RequestContext.Get("topic"));
        RequestContext.Clear();
        Assert.Null(await Puppet(grains).Topic());
    });

    [Fact]
    public Task A_call_may_return_a_value_task() => On(async grains =>
    {
        await Puppet(grains).SayIt("said");

        Assert.Equal("puppet", await Puppet(grains).Key());
        Assert.Equal(["said"], Stage.Log);
    });

    [Fact]
    public Task References_to_one_grain_are_equal() => On(async grains =>
    {
        var itself = await Puppet(grains, "one").Itself();

        Assert.Equal(Puppet(grains, "one"), itself);
        Assert.Equal(Puppet(grains, "one").GetHashCode(), itself.GetHashCode());
        Assert.NotEqual(Puppet(grains, "two"), itself);
        Assert.Equal("one", itself.GetPrimaryKeyString());
        Assert.Equal(GrainId.Create("test-puppet", "one"), itself.GetGrainId());
        Assert.True(GrainId.TryParse(itself.GetGrainId().ToString(), out var parsed));
        Assert.Equal(itself.GetGrainId(), parsed);
    });

    [Fact]
    public Task A_reference_can_be_handed_on_and_called() => On(async grains =>
    {
        await Puppet(grains, "one").Ask(Puppet(grains, "two"), "asked");

        Assert.Equal(["asked"], Stage.Log);
    });

    [Fact]
    public Task The_management_grain_names_the_living_silos() => On(async grains =>
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);

        Assert.NotEmpty(hosts);
        Assert.All(hosts.Values, status => Assert.Equal(SiloStatus.Active, status));
    });
}
