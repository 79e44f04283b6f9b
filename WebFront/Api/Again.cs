namespace Muster.WebFront.Api;

/// <summary>
/// A call whose outcome is unknown (no answer in time, its node has gone, its store failed) is made once more, the same: every command
/// carries what makes a repeat harmless, so who waits for the answer need not notice. A second failure is theirs to hear.
/// </summary>
internal static class Again
{
    public static async Task<T> IfUnknown<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception unknown) when (unknown is not OutOfMemoryException)
        {
            return await ask();
        }
    }

    /// <summary>What carries no id is not made again by us: it would be done twice.</summary>
    public static Task<T> IfRepeatable<T>(bool hasId, Func<Task<T>> ask) => hasId ? IfUnknown(ask) : ask();
}
