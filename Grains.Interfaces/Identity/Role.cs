namespace Muster.Identity;

/// <summary>In what capacity somebody asks.</summary>
public enum Role
{
    /// <summary>Somebody who writes to the agency; known by the token of one conversation, and by nothing else.</summary>
    Citizen,

    /// <summary>A person who answers.</summary>
    Agent,

    /// <summary>A person who watches queues and may read the conversations of the agency's areas they are given.</summary>
    Supervisor,

    /// <summary>A person who keeps the agency's settings and accounts; reads no conversations.</summary>
    Administrator,

    /// <summary>Software that answers; always labelled as automated.</summary>
    Assistant,

    /// <summary>Muster itself: a grain calling a grain, or the process at start.</summary>
    System,

    /// <summary>A person who sees the boards and figures of their areas; reads no conversations.</summary>
    Viewer,

    /// <summary>A person who reads and exports the closed conversations of their areas, for records and requests for information.</summary>
    RecordsOfficer,

    /// <summary>A person who reads the audit log and the register of accounts; reads no conversations and changes nothing.</summary>
    Auditor,
}
