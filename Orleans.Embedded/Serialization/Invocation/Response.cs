namespace Orleans.Serialization.Invocation;

/// <summary>What a call came to, for filters.</summary>
public abstract class Response
{
    public static Response Completed { get; } = new ValueResponse(null);

    public abstract object? Result { get; set; }

    public abstract Exception? Exception { get; set; }

    public static Response FromException(Exception exception) => new ExceptionResponse(exception);

    public static Response FromResult<TResult>(TResult value) => new ValueResponse(value);

    public T GetResult<T>() => (T)Result!;
}
