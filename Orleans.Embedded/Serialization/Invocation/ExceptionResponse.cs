using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>The call threw; reading the result throws again.</summary>
internal sealed class ExceptionResponse(Exception exception) : Response
{
    public override object? Result
    {
        get
        {
            ExceptionDispatchInfo.Throw(Exception!);
            return null;
        }
        set => throw new InvalidOperationException("A response with an exception takes no result");
    }

    public override Exception? Exception { get; set; } = exception;
}
