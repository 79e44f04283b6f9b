using Muster.Records;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>A job that answers a <typeparamref name="T"/>.</summary>
/// <param name="read">Called on the reader's thread; begins the snapshot itself, after whatever has to come before.</param>
/// <param name="failure">Turns a failure of the store into the words of whoever asked.</param>
internal sealed class ReadJobOf<T>(Func<ReadSession, T> read, Func<Exception, Exception> failure) : ReadJob
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public override void Run(ReadSession session)
    {
        try
        {
            _answer.TrySetResult(read(session));
        }
        catch (Exception damage) when (damage is JournalDamagedException or JournalUnavailableException)
        {
            Fail(damage);
        }
    }

    public override void Fail(Exception why) => _answer.TrySetException(failure(why));
}
