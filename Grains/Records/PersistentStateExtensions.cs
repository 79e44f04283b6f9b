namespace Muster.Records;

/// <summary>How a grain replaces what it has stored.</summary>
public static class PersistentStateExtensions
{
    /// <summary>
    /// Stores <paramref name="next"/>; durable when it returns. After a failure the outcome is unknown, so the grain steps down and its
    /// successor reads what is really there.
    /// </summary>
    public static async Task Store<TState>(this IPersistentState<TState> stored, TState next, IGrainBase grain)
    {
        var before = stored.State;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            grain.DeactivateOnIdle();
            throw;
        }
    }
}
