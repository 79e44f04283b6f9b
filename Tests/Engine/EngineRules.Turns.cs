namespace Muster.Tests.Engine;

/// <content>Which call may run when.</content>
public abstract partial class EngineRules
{
    [Fact]
    public Task A_second_call_waits_until_the_first_is_over() => On(async grains =>
    {
        var puppet = Puppet(grains);
        var first = puppet.Play("first");
        await Stage.Moment("first begins");
        var second = puppet.Say("second");
        var beside = puppet.PlayBeside("beside");
        await Stage.Moment("beside begins");

        Stage.Reach("first may end");
        Stage.Reach("beside may end");
        await Task.WhenAll(first, second, beside);

        Assert.True(Array.IndexOf(Stage.Log, "first ends") < Array.IndexOf(Stage.Log, "second"));
    });

    [Fact]
    public Task An_always_interleaving_call_starts_beside_any_other() => On(async grains =>
    {
        var first = Puppet(grains).Play("first");
        await Stage.Moment("first begins");

        var beside = Puppet(grains).PlayBeside("beside");
        await Stage.Moment("beside begins");

        Stage.Reach("first may end");
        Stage.Reach("beside may end");
        await Task.WhenAll(first, beside);
    });

    [Fact]
    public Task Beside_an_always_interleaving_call_an_ordinary_one_starts() => On(async grains =>
    {
        var beside = Puppet(grains).PlayBeside("beside");
        await Stage.Moment("beside begins");

        await Puppet(grains).Say("ordinary");

        Stage.Reach("beside may end");
        await beside;
    });

    [Fact]
    public Task Reading_calls_run_beside_each_other_and_pass_a_waiting_writer() => On(async grains =>
    {
        var puppet = Puppet(grains);
        var first = puppet.Watch("first");
        await Stage.Moment("first begins");
        var writer = puppet.Say("writer");

        var second = puppet.Watch("second");
        await Stage.Moment("second begins");
        Stage.Reach("second may end");
        await second;
        Stage.Reach("first may end");
        await Task.WhenAll(first, writer);

        Assert.Equal("writer", Stage.Log[^1]);
    });

    [Fact]
    public Task A_reading_call_waits_for_a_writer() => On(async grains =>
    {
        var writer = Puppet(grains).Play("writer");
        await Stage.Moment("writer begins");
        Stage.Reach("reader may end");
        var reader = Puppet(grains).Watch("reader");
        Stage.Reach("beside may end");
        await Puppet(grains).PlayBeside("beside");

        Stage.Reach("writer may end");
        await Task.WhenAll(writer, reader);

        Assert.True(Array.IndexOf(Stage.Log, "writer ends") < Array.IndexOf(Stage.Log, "reader begins"));
    });

    [Fact]
    public Task Calls_one_grain_makes_of_another_in_its_silo_are_taken_in_order() => On(async grains =>
    {
        // From outside, Orleans keeps no order: what comes over a connection is handed to the pool, last in first out.
        var lines = Enumerable.Range(0, 200).Select(number => $"line {number}").ToArray();
        await Puppet(grains, "one").Ask(Puppet(grains, "two"), "hello");

        await Puppet(grains, "one").AskAll(Puppet(grains, "two"), lines);

        Assert.Equal(lines.Prepend("hello"), Stage.Log);
    });

    [Fact]
    public Task Any_number_of_calls_may_wait() => On(
        async grains =>
        {
            var first = Puppet(grains).Play("first");
            await Stage.Moment("first begins");
            var waiting = Enumerable.Range(0, 30_000).Select(_ => Puppet(grains).ActivationNumber()).ToArray();

            Stage.Reach("first may end");
            await first;

            Assert.Single((await Task.WhenAll(waiting)).Distinct());
        },
        responseTimeout: TimeSpan.FromHours(1));

    [Fact]
    public Task What_a_grain_awaits_resumes_in_its_turns() => On(async grains =>
        Assert.True(await Puppet(grains).ResumesInItsTurns()));

    [Fact]
    public Task A_grain_that_is_called_back_by_the_one_it_waits_for_gets_a_time_out() => On(
        async grains => await Assert.ThrowsAsync<TimeoutException>(() => Puppet(grains, "one").AskBack(Puppet(grains, "two"))),
        responseTimeout: TimeSpan.FromSeconds(1));

    [Fact]
    public Task A_call_that_times_out_is_executed_nevertheless() => On(
        async grains =>
        {
            var call = Puppet(grains).Play("slow");
            await Assert.ThrowsAsync<TimeoutException>(() => call);

            Stage.Reach("slow may end");
            await Puppet(grains).Say("next");

            Assert.Equal(["slow begins", "slow ends", "next"], Stage.Log);
        },
        responseTimeout: TimeSpan.FromSeconds(1));
}
