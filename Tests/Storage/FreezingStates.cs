using Orleans.Storage;

namespace Muster.Tests.Storage;

/// <summary>A way to a provider that freezes once, before a given call; meanwhile somebody else does something.</summary>
/// <param name="provider">Of all.</param>
/// <param name="call">Before which call, from 1.</param>
/// <param name="meanwhile">What happens until it thaws.</param>
internal sealed class FreezingStates(IGrainStorage provider, int call, Func<Task> meanwhile) : IGrainStorage
{
    private int _calls;

    public bool HasThawed => _calls >= call;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await MayFreeze();
        await provider.ReadStateAsync(stateName, grainId, grainState);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await MayFreeze();
        await provider.WriteStateAsync(stateName, grainId, grainState);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await MayFreeze();
        await provider.ClearStateAsync(stateName, grainId, grainState);
    }

    private Task MayFreeze() => ++_calls == call ? meanwhile() : Task.CompletedTask;
}
