using Muster.Records;
using Npgsql;

namespace Muster.Silo.Storage.Postgres;

/// <summary>What went wrong in the words of the contracts.</summary>
internal static class PostgresFailures
{
    public static Exception OfJournal(string what, Exception why) => why switch
    {
        JournalDamagedException or JournalUnavailableException or JournalConflictException => why,
        PostgresException damage when IsDamage(damage) => new JournalDamagedException($"{what}: {Words(why)}", why),
        _ => new JournalUnavailableException($"{what}: {Words(why)}", why),
    };

    /// <summary>For an operator: Npgsql tells the cause only in the inner exception.</summary>
    public static string Words(Exception why) => why switch
    {
        PostgresException answer => $"PostgreSQL says: {answer.MessageText} ({answer.SqlState}).",
        { InnerException: { } cause } => $"PostgreSQL does not answer: {cause.Message.TrimEnd('.')}.",
        _ => $"PostgreSQL does not answer: {why.Message.TrimEnd('.')}.",
    };

    /// <summary>Another process has appended to the same conversation since the statement's snapshot; the next snapshot shows it.</summary>
    public static bool IsRace(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>Nothing was stored because of one of the rows: the others can still succeed.</summary>
    public static bool ConcernsOneStatement(PostgresException failure) =>
        IsDamage(failure) || failure.SqlState[..2] is "22" or "23" or "44" or "54" or "P0";

    /// <summary>The connection is of no use any more, or was not to be had; a new one may be.</summary>
    public static bool ConcernsTheConnection(Exception failure) =>
        failure is NpgsqlException and not PostgresException or PostgresException { SqlState: "57P01" or "57P02" or "57P03" };

    private static bool IsDamage(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted;
}
