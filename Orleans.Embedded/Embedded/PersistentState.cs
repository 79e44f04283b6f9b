using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>A grain's state over its storage, for the grain's own turns only (Orleans' StateStorageBridge).</summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>
{
    private readonly Activation _activation;
    private readonly string _name;
    private readonly IGrainStorage _storage;
    private readonly GrainState<TState> _state = new(StateActivator.Create<TState>());
    private bool _loaded;

    private PersistentState(Activation activation, string name, IGrainStorage storage)
    {
        _activation = activation;
        _name = name;
        _storage = storage;
    }

    public TState State
    {
        get
        {
            CheckTurn();
            return _state.State!;
        }
        set
        {
            CheckTurn();
            _state.State = value;
        }
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _loaded ? _state.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    public static object Create(Activation activation, PersistentStateAttribute stored)
    {
        var services = activation.ActivationServices;
        var storage = (stored.StorageName is { Length: > 0 } name ? services.GetKeyedService<IGrainStorage>(name) : services.GetService<IGrainStorage>())
            ?? throw new OrleansException($"No storage provider named \"{stored.StorageName ?? "Default"}\" is registered, which state \"{stored.StateName}\" of {activation.GrainId} needs");
        var state = new PersistentState<TState>(activation, stored.StateName, storage);
        activation.LoadBeforeActivation(state.ReadStateAsync);
        return state;
    }

    public async Task ReadStateAsync()
    {
        await Do(_storage.ReadStateAsync, nameof(ReadStateAsync));
        _loaded = true;
    }

    public Task WriteStateAsync() => Do(_storage.WriteStateAsync, nameof(WriteStateAsync));

    public Task ClearStateAsync() => Do(_storage.ClearStateAsync, nameof(ClearStateAsync));

    Task IStorage.ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();

    Task IStorage.WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    Task IStorage.ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    private async Task Do(Func<string, GrainId, IGrainState<TState>, Task> operation, string what)
    {
        CheckTurn();
        try
        {
            await operation(_name, _activation.GrainId, _state);
        }
        catch (Exception failure) when (failure is not OrleansException)
        {
            throw new OrleansException($"Error from storage provider during {what} of state {_name} for grain {_activation.GrainId}", failure);
        }
    }

    private void CheckTurn()
    {
        if (!_activation.IsInTurn)
        {
            throw new InvalidOperationException($"State {_name} of {_activation.GrainId} was touched outside the grain's turns: in Task.Run, or after ConfigureAwait(false)");
        }
    }
}
