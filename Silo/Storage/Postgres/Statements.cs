using Npgsql;

namespace Muster.Silo.Storage.Postgres;

/// <summary>Statements without parameters, for a start.</summary>
internal static class Statements
{
    /// <summary>Server and database, for an operator; never who signs in and how.</summary>
    public static string Place(this NpgsqlConnection connection) => $"The database '{connection.Database}' at {connection.Host}:{connection.Port}";

    /// <param name="patience">When it is not the connection's.</param>
    public static void Execute(this NpgsqlConnection connection, string sql, TimeSpan? patience = null)
    {
        using var command = new NpgsqlCommand(sql, connection);
        if (patience is { } longer) command.CommandTimeout = (int)longer.TotalSeconds;
        command.ExecuteNonQuery();
    }

    public static T Value<T>(this NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return (T)command.ExecuteScalar()!;
    }
}
