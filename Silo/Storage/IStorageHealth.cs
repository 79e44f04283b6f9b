namespace Muster.Silo.Storage;

/// <summary>Whether what is written now is kept; for <c>/health/ready</c>.</summary>
public interface IStorageHealth
{
    /// <summary>False from a failed write until one has worked again; the store tries by itself.</summary>
    bool IsReady { get; }

    /// <summary>Why it is not ready, in words for an operator; null when it is.</summary>
    string? Trouble { get; }

    /// <summary>What was found damaged, in words for an operator; the rest keeps working. Null when nothing was.</summary>
    string? Damage { get; }

    /// <summary>When a write last became durable; null before the first.</summary>
    DateTimeOffset? LastWriteAt { get; }
}
