# mistake: An Arduino (C++) program.
# line: 5
# names.fr: Arduino|C++
# names.en: Arduino|C++
const int led = 2;
void setup() {
  pinMode(led, OUTPUT);
}
void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
