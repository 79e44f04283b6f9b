namespace Muster.LoadTests.Relay;

/// <summary>Puts records into the log in the order in which they are handed in.</summary>
internal interface IRecorder : IDisposable
{
    /// <returns>completes when the record is as safe as it gets</returns>
    Task Append(PendingRecord record);
}
