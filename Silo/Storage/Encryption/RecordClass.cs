namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// What kind of record: each kind of an agency has data keys of its own, so that one can be disposed of and the others stay. A closed set;
/// its names are stored.
/// </summary>
public enum RecordClass
{
    /// <summary>Facts, pages and snapshots of conversations, by the month they fall due.</summary>
    Conversation,

    /// <summary>Which conversations were closed when, by the month they fall due.</summary>
    Register,

    /// <summary>Accounts, the directory of staff, and what agents hold.</summary>
    Staff,

    /// <summary>Who waits in a queue.</summary>
    Line,

    /// <summary>Counts for each quarter of an hour, by the month they fall due.</summary>
    Figures,

    /// <summary>Who did what, by the month it falls due.</summary>
    Audit,

    /// <summary>Whatever is none of these.</summary>
    Other,
}
