using System.Text;
using Muster.Records;
using Npgsql;

namespace Muster.Silo.Storage.Postgres;

/// <summary>
/// The journal of a cluster: a row for each entry, unique by conversation and seq. Appends share commits through the <see cref="AppendWriter"/>;
/// everything else has a connection of the pool to itself.
/// </summary>
public sealed class PostgresJournalStore(PostgresDatabase database) : IJournalStore
{
    /// <summary>Tries at an entry that somebody else has replaced at the same moment.</summary>
    private const int Tries = 3;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public Task<StoredHead> Open(string conversation, bool withSnapshot = true) =>
        Read(conversation, connection => JournalReading.Head(connection, conversation, withSnapshot));

    public Task Append(string conversation, int expectedSeq, IReadOnlyList<StoredEntry> entries)
    {
        JournalEntries.Check(expectedSeq, entries);
        Strict.GetByteCount(conversation); // what cannot be sent would end the connection of all who share it
        var append = new PendingAppend(conversation, expectedSeq, entries);
        database.Writer.Enqueue(append);
        return append.Task;
    }

    public Task<IReadOnlyList<StoredEntry>> Read(string conversation, int after, int most) =>
        most <= 0
            ? Task.FromResult<IReadOnlyList<StoredEntry>>([])
            : Read(conversation, connection => JournalReading.Entries(connection, conversation, after, most));

    public Task SaveSnapshot(string conversation, int seq, byte[] body) => Write(conversation, async connection =>
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO muster_snapshot(conversation, seq, body) VALUES($1, $2, $3)
            ON CONFLICT (conversation) DO UPDATE SET seq = excluded.seq, body = excluded.body WHERE excluded.seq >= muster_snapshot.seq
            """,
            connection);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new NpgsqlParameter<string> { TypedValue = conversation },
            new NpgsqlParameter<int> { TypedValue = seq },
            new NpgsqlParameter<byte[]> { TypedValue = body },
        });
        return await command.ExecuteNonQueryAsync();
    });

    public async Task Replace(string conversation, int knownSeq, StoredEntry tombstone)
    {
        for (var tries = 1; tries <= Tries; tries++)
        {
            var (last, isThere, isReplaced) = await Write(conversation, connection => ReplaceStatement.Execute(connection, conversation, knownSeq, tombstone));
            if (last != knownSeq) throw new JournalConflictException(conversation, knownSeq, last);
            if (!isThere) throw new ArgumentException($"Conversation {conversation} has no entry {tombstone.Seq} with the tombstone's time and key.", nameof(tombstone));
            if (isReplaced) return;
        }

        throw new JournalUnavailableException($"Entry {tombstone.Seq} of {conversation} is replaced by others all the time.");
    }

    /// <summary>A connection that lay in the pool while the server went and came back is found out by using it: one more try, with a new one.</summary>
    private async Task<T> Read<T>(string conversation, Func<NpgsqlConnection, Task<T>> read)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                await using var connection = await database.Source.OpenConnectionAsync();
                return await read(connection);
            }
            catch (Exception failure) when (isFirst && PostgresFailures.ConcernsTheConnection(failure))
            {
                database.Source.Clear();
            }
            catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException or JournalDamagedException)
            {
                throw Noted(PostgresFailures.OfJournal($"Conversation {conversation} cannot be read", failure));
            }
        }
    }

    private Exception Noted(Exception failure)
    {
        if (failure is JournalDamagedException) database.NoteDamage(failure.Message);
        return failure;
    }

    private async Task<T> Write<T>(string conversation, Func<NpgsqlConnection, Task<T>> write)
    {
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync();
            return await write(connection);
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            if (failure is not PostgresException answer || !PostgresFailures.ConcernsOneStatement(answer)) database.Writer.Doubt(failure);
            throw PostgresFailures.OfJournal($"Conversation {conversation} could not be written", failure);
        }
    }
}
