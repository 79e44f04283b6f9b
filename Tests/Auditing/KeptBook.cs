#if ENGINE_EMBEDDED
using Muster.Auditing;

namespace Muster.Tests.Auditing;

/// <summary>A log's book of parts, kept in memory.</summary>
internal sealed class KeptBook : IPersistentState<AuditBook>
{
    public AuditBook State { get; set; } = new();

    /// <summary>As it was written last.</summary>
    public AuditBook Stored { get; private set; } = new();

    public string? Etag => null;

    public bool RecordExists => true;

    public Task WriteStateAsync()
    {
        Stored = State;
        return Task.CompletedTask;
    }

    public Task ReadStateAsync()
    {
        State = Stored;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync() => throw new NotSupportedException("A book is never cleared.");
}
#endif
