using Muster.Silo.Storage.Encryption;
using Orleans.Storage;

namespace Muster.Silo.Storage;

/// <summary>
/// One record that can be read with the right keys alone, so that a start with others is refused instead of finding everything damaged.
/// </summary>
internal static class KeyCheck
{
    private static readonly GrainId Place = GrainId.Create("storage", "keys");

    /// <exception cref="StorageRefusedException">What is stored was written with other keys, or they cannot be had now.</exception>
    public static async Task Pass(IGrainStorage states, MasterKeys keys, DataKeys dataKeys)
    {
        try
        {
            await dataKeys.Check();
        }
        catch (KeysUnavailableException unavailable)
        {
            throw new StorageRefusedException($"The data keys cannot be had. {unavailable.Message}", unavailable);
        }

        while (!await IsMarked(states, keys))
        {
            try
            {
                await states.WriteStateAsync("check", Place, new GrainState<Mark>(new Mark("Muster")));
            }
            catch (InconsistentStateException)
            {
                // Another node was faster; whether its keys are ours too shows the next look.
            }
        }
    }

    private static async Task<bool> IsMarked(IGrainStorage states, MasterKeys keys)
    {
        var mark = new GrainState<Mark>(new Mark(""));
        try
        {
            await states.ReadStateAsync("check", Place, mark);
        }
        catch (StateDamagedException other)
        {
            throw new StorageRefusedException($"What is stored cannot be read with the master {keys} of this machine and the data keys here: it was written with other keys. Bring those back.", other);
        }

        return mark.RecordExists;
    }

    private sealed record Mark(string Name);
}
