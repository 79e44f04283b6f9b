namespace Muster.Silo.Storage.Sqlite;

/// <summary>Where the entries of one conversation stand that are in the log but not yet in pages.</summary>
internal sealed class Unsealed(string conversation, int sealedSeq)
{
    public string Conversation { get; } = conversation;

    /// <summary>The last seq that is in a page; 0 for none.</summary>
    public int Sealed { get; set; } = sealedSeq;

    /// <summary>The log rows of the entries from <see cref="Sealed"/> + 1 on.</summary>
    public List<long> Rows { get; } = [];

    public int Last => Sealed + Rows.Count;

    /// <summary>The last seq with what the running transaction adds; the writer's alone.</summary>
    public int PendingLast { get; set; } = sealedSeq;

    /// <summary>Counts tombstones put into the log, so that a page prepared from rows before one is not stored. The writer counts.</summary>
    public int Replaced { get; set; }

    /// <summary>Why nobody may go on with it; null as long as its rows are whole.</summary>
    public string? Damage { get; set; }

    /// <summary>Its pages and rows are noted as wanting to be sealed.</summary>
    public bool IsNoted { get; set; }

    public bool Holds(long row) => Rows.Count > 0 && row >= Rows[0];
}
