using System.Data.Common;
using Orleans.Storage;

namespace Muster.Silo.Storage.Postgres;

/// <summary>
/// Orleans' AdoNet provider, told every grain by its whole id. By itself it leaves out the type and takes a key of hexadecimal digits for a
/// number, so that two grains could share a record.
/// </summary>
public sealed class PostgresGrainStates(IGrainStorage provider, PostgresDatabase database) : IGrainStorage
{
    /// <exception cref="StateUnavailableException">The store cannot be read now.</exception>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await provider.ReadStateAsync(stateName, Whole(grainId), grainState);
        }
        catch (DbException failure)
        {
            throw Unavailable($"State {stateName} of {grainId} cannot be read", failure);
        }
    }

    /// <exception cref="InconsistentStateException">Another activation has written it. Nothing was stored.</exception>
    /// <exception cref="StateUnavailableException">The outcome is unknown.</exception>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Written(stateName, grainId, provider.WriteStateAsync(stateName, Whole(grainId), grainState));

    /// <exception cref="InconsistentStateException">Another activation has written it. Nothing was cleared.</exception>
    /// <exception cref="StateUnavailableException">The outcome is unknown.</exception>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Written(stateName, grainId, provider.ClearStateAsync(stateName, Whole(grainId), grainState));

    private async Task Written(string stateName, GrainId grainId, Task write)
    {
        try
        {
            await write;
        }
        catch (DbException failure)
        {
            database.Writer.Doubt(failure);
            throw Unavailable($"State {stateName} of {grainId} could not be written", failure);
        }
    }

    /// <summary>The slash keeps it from being taken for a number.</summary>
    private static GrainId Whole(GrainId grainId) => GrainId.Create("state", grainId.ToString());

    private static StateUnavailableException Unavailable(string what, DbException why) => new($"{what}: {PostgresFailures.Words(why)}", why);
}
