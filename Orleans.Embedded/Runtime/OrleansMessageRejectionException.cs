namespace Orleans.Runtime;

/// <summary>The call was not taken; whether it was executed before is not known.</summary>
[GenerateSerializer]
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    internal OrleansMessageRejectionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
