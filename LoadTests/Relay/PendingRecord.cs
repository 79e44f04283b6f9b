namespace Muster.LoadTests.Relay;

/// <summary>A record on its way into the log.</summary>
/// <param name="line">JSON, ended by a newline</param>
/// <param name="stored">what happens once it is safe; is told where it lies</param>
internal sealed class PendingRecord(byte[] line, Action<long> stored) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public byte[] Line => line;

    public void Stored(long position)
    {
        stored(position);
        SetResult();
    }
}
