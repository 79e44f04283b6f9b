namespace Muster.Tests.Engine;

/// <content>What stands before a call.</content>
public abstract partial class EngineRules
{
    [Fact]
    public Task A_filter_sees_each_call_and_what_came_of_it() => On(
        async grains =>
        {
            await Puppet(grains).Say("line");
            await Assert.ThrowsAsync<InvalidOperationException>(() => Puppet(grains).Fail("as told"));

            Assert.Equal(["Say(line)", "line", "Say done", "Fail(as told)", "Fail threw InvalidOperationException"], Stage.Log);
        },
        silo => silo.AddIncomingGrainCallFilter(async call =>
        {
            if (call.Grain is not Puppets.PuppetGrain)
            {
                await call.Invoke();
                return;
            }

            Stage.Write($"{call.MethodName}({call.Request.GetArgument(0)})");
            try
            {
                await call.Invoke();
                Stage.Write($"{call.MethodName} done");
            }
            catch (InvalidOperationException failure)
            {
                Stage.Write($"{call.MethodName} threw {failure.GetType().Name}");
                throw;
            }
        }));

    [Fact]
    public Task A_filter_may_answer_itself() => On(
        async grains => Assert.Equal(42, await Puppet(grains).ActivationNumber()),
        silo => silo.AddIncomingGrainCallFilter(call =>
        {
            if (call.MethodName == nameof(Puppets.IPuppetGrain.ActivationNumber))
            {
                call.Result = 42;
                return Task.CompletedTask;
            }

            return call.Invoke();
        }));
}
