using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>A value of a type that cannot cross a grain call was to cross one.</summary>
[GenerateSerializer]
public class CodecNotFoundException : OrleansException
{
    public CodecNotFoundException()
    {
    }

    public CodecNotFoundException(string message)
        : base(message)
    {
    }

    public CodecNotFoundException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
