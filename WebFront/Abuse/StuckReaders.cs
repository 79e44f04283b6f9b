using System.IO.Pipelines;

namespace Muster.WebFront.Abuse;

/// <summary>
/// A reader of a stream who takes nothing any more. What is written to them fills the buffers of the connection (64 KiB here) and no more,
/// and after a minute without any of it going out the connection is cut: whoever is alive resumes where they were.
/// </summary>
internal static class StuckReaders
{
    /// <summary>So long may one flush take. A congested mobile network is slow and honest; it moves 64 KiB within a minute.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static ValueTask<FlushResult> Flush(this PipeWriter output, HttpContext http, TimeProvider clock)
    {
        var flushing = output.FlushAsync();
        return flushing.IsCompleted ? flushing : Patiently(flushing, http, clock);
    }

    private static async ValueTask<FlushResult> Patiently(ValueTask<FlushResult> flushing, HttpContext http, TimeProvider clock)
    {
        await using var late = clock.CreateTimer(static http => ((HttpContext)http!).Abort(), http, Patience, Timeout.InfiniteTimeSpan);
        return await flushing;
    }
}
