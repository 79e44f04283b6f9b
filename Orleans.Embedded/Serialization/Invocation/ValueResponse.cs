namespace Orleans.Serialization.Invocation;

/// <summary>The call returned.</summary>
internal sealed class ValueResponse(object? value) : Response
{
    public override object? Result { get; set; } = value;

    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException("A response with a value takes no exception");
    }
}
