using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Somebody else wrote this state. If it escapes a grain call, the activation it came from ends (Orleans' InsideRuntimeClient).</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this((storageException ?? throw new ArgumentNullException(nameof(storageException))).Message, storedEtag, currentEtag, storageException)
    {
    }

    [Id(1)]
    public string? StoredEtag { get; private set; }

    [Id(2)]
    public string? CurrentEtag { get; private set; }

    [Id(0)]
    internal bool IsSourceActivation { get; set; } = true;

    public override string ToString() =>
        $"InconsistentStateException: {Message} Expected Etag={StoredEtag} Received Etag={CurrentEtag} {InnerException}";
}
