namespace Muster.Tests.Engine.Puppets;

/// <summary>Writes what it hears on the stage.</summary>
public sealed class Listener(Stage stage) : IListener
{
    public void Hear(string line)
    {
        stage.Write(line);
        stage.Reach(line);
    }

    public Task<string> Answer(string question) => Task.FromResult(question + "? yes");
}
