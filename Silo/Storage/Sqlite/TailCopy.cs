namespace Muster.Silo.Storage.Sqlite;

/// <summary>What a reader knows of a conversation's unsealed entries: <paramref name="Rows"/>[0] holds the entry <paramref name="First"/>.</summary>
internal readonly record struct TailCopy(int First, long[] Rows)
{
    public static TailCopy None { get; } = new(1, []);

    public int Last => First + Rows.Length - 1;
}
