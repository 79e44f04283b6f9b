using Microsoft.Extensions.Logging;

namespace Orleans.Embedded;

/// <content>How it begins and ends: state, then OnActivateAsync; running calls, then OnDeactivateAsync, then the directory.</content>
internal sealed partial class Activation
{
    private async Task Activate()
    {
        _activating = new CancellationTokenSource(Engine.Options.ActivationTimeout, Engine.Time);
        try
        {
            GrainInstance = _class.Construct(this);
            foreach (var load in _stateLoaders)
            {
                await load().WaitAsync(_activating.Token);
            }

            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnActivateAsync(_activating.Token).WaitAsync(_activating.Token);
            }

            if (State == ActivationState.Activating)
            {
                State = ActivationState.Valid;
            }
        }
#pragma warning disable CA1031 // A failed activation is an answer to whoever waits.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.LogError(failure, "Activation of {Grain} failed", GrainId);
            Begin(new(DeactivationReasonCode.ActivationFailed, failure, "Failed to activate grain."));
        }

        _activating.Dispose();
        _activating = null;
        _wasValid |= State == ActivationState.Valid;
        Pump();
    }

    private void Begin(DeactivationReason reason)
    {
        if (State is ActivationState.Activating or ActivationState.Valid)
        {
            _wasValid = State == ActivationState.Valid;
            _reason = reason;
            State = ActivationState.Deactivating;
            if (!_wasValid)
            {
                _activating?.Cancel();
            }

            if (_running.Count == 0)
            {
                Post(FinishNow);
            }
        }
    }

    private async Task FinishDeactivating()
    {
        Timers.Dispose();
        if (_wasValid && GrainInstance is IGrainBase grain)
        {
            using var ending = new CancellationTokenSource(Engine.Options.DeactivationTimeout, Engine.Time);
            try
            {
                await grain.OnDeactivateAsync(_reason, ending.Token).WaitAsync(ending.Token);
            }
#pragma warning disable CA1031 // It ends anyway.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Log.LogError(failure, "Deactivation of {Grain} failed", GrainId);
            }
        }

        Engine.Unregister(this);
        State = ActivationState.Invalid;
        await DisposeInstance();
        _finishing = false;
        _deactivated.TrySetResult();
        Pump();
    }

    private async Task DisposeInstance()
    {
        try
        {
            switch (GrainInstance)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }

            await _scope.DisposeAsync();
        }
#pragma warning disable CA1031 // It ends anyway.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.LogError(failure, "Disposing {Grain} failed", GrainId);
        }
    }
}
