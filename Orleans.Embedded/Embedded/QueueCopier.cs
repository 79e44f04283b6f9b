namespace Orleans.Embedded;

/// <summary>Queues, element by element.</summary>
internal sealed class QueueCopier<T> : TypeCopier
{
    public override object Copy(object source, CopyContext context)
    {
        var from = (Queue<T>)source;
        var copy = new Queue<T>(from.Count);
        context.Remember(source, copy);
        foreach (var element in from)
        {
            copy.Enqueue(context.Copy(element));
        }

        return copy;
    }
}
